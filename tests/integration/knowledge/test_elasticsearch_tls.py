"""TLS: who vouches for the server, and what it is told about us."""

import ssl
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from adapters.knowledge.elasticsearch_index import ElasticsearchPassageIndexes
from application.errors import Unavailable
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import GenerationId
from entrypoints.composition.elasticsearch import elasticsearch_place
from support.elasticsearch_server import GOOD, ElasticsearchServer
from support.services import lacking

ACME, PAPER = OrganisationId(UUID(int=1)), DocumentId(UUID(int=2))
ONE = GenerationId(UUID(int=0xA))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one for 127.0.0.1 that vouches for itself; its key is in the same file."""
    openssl = which("openssl") or lacking("the program openssl is missing")
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=portico".split()
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(file), "-out", "-"]
    done = subprocess.run([openssl, *made, *named], capture_output=True, check=True)
    with file.open("ab") as pem:
        pem.write(done.stdout)
    return file


@contextmanager
def seated(certificate: Path) -> Iterator[ElasticsearchServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ElasticsearchServer([GOOD]) as server:
        server._http.socket = context.wrap_socket(server._http.socket, server_side=True)
        yield server


@contextmanager
def opened(server: ElasticsearchServer, query: str) -> Iterator[ElasticsearchPassageIndexes]:
    host = urlsplit(server.url).netloc
    url = urlsplit(f"elasticsearch+https://me:p%40ss@{host}/x{query}")
    address, prefix = elasticsearch_place("PORTICO_SEARCH_URL", url)
    with closing(ElasticsearchPassageIndexes(address, prefix, 2)) as indexes:
        yield indexes


def test_a_server_that_our_file_vouches_for_is_told_who_we_are(certificate: Path) -> None:
    with seated(certificate) as server:
        with opened(server, f"?ca_certs={certificate}") as indexes:
            indexes.of(ONE).remove(ACME, PAPER)

        said = {request.headers["authorization"] for request in server.requests}
        assert [b64decode(one.removeprefix("Basic ")) for one in said] == [b"me:p@ss"]


def test_a_server_that_nobody_vouches_for_is_told_nothing(certificate: Path) -> None:
    with seated(certificate) as server:
        with (
            opened(server, "") as indexes,
            pytest.raises(Unavailable, match="no authority we trust vouches for it"),
        ):
            indexes.of(ONE).remove(ACME, PAPER)

        assert server.requests == []
