"""What may stand in PORTICO_SEARCH_URL, and the sentence for what may not."""

import re
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.knowledge.elasticsearch_index import Address
from entrypoints.composition import compose
from entrypoints.composition.elasticsearch import elasticsearch_place
from entrypoints.settings import SettingsError
from entrypoints.testing.harness import MEMORY
from support.fresh_python import assert_runs


def place(url: str) -> tuple[Address, str]:
    return elasticsearch_place("PORTICO_SEARCH_URL", urlsplit(url))


@pytest.mark.parametrize(
    ("url", "address", "prefix"),
    [
        ("elasticsearch://host", Address("http://host:9200"), "portico"),
        ("elasticsearch://host:29200/ours", Address("http://host:29200"), "ours"),
        ("elasticsearch://[::1]:9201/a-b_c.d/", Address("http://[::1]:9201"), "a-b_c.d"),
        (
            "elasticsearch+https://me:p%40ss%2Fword@host/x",
            Address("https://host:9200", "me", "p@ss/word"),
            "x",
        ),
    ],
)
def test_a_url_names_a_server_a_user_and_a_prefix(url: str, address: Address, prefix: str) -> None:
    assert place(url) == (address, prefix)


def test_a_file_of_authorities_may_vouch_for_the_server(tmp_path: Path) -> None:
    file = tmp_path / "http_ca.crt"
    file.touch()

    address, _ = place(f"elasticsearch+https://host/x?ca_certs={file}")

    assert address == Address("https://host:9200", ca_certs=str(file))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("elasticsearch:", "names no host"),
        ("elasticsearch:///x", "names no host"),
        ("elasticsearch://host:port/x", "no proper port"),
        ("elasticsearch://host:99999/x", "no proper port"),
        ("elasticsearch://host/Upper", "small letters"),
        ("elasticsearch://host/-x", "small letters"),
        ("elasticsearch://host/a/b", "small letters"),
        ("elasticsearch://host/" + "x" * 101, "small letters"),
        ("elasticsearch://host/x?verify=no", "in nothing else"),
        ("elasticsearch://host/x?ca_certs=file", "after elasticsearch+https:"),
        ("elasticsearch+https://host/x?ca_certs=/no/such/file", "no such file"),
    ],
)
def test_what_cannot_be_is_told_before_the_start(url: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(sentence)):
        compose(replace(MEMORY, search_url=url))


@pytest.mark.parametrize("scheme", ["elasticsearch", "elasticsearch+https"])
def test_a_missing_client_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setitem(sys.modules, "elasticsearch", None)

    with pytest.raises(SettingsError, match=r"pip install 'portico\[elasticsearch\]'"):
        compose(replace(MEMORY, search_url=f"{scheme}://127.0.0.1:9"))


@pytest.mark.slow
def test_composing_connects_to_nothing_and_imports_no_client() -> None:
    script = (
        "import sys\n"
        "from dataclasses import replace\n"
        "from entrypoints.composition import compose\n"
        "from entrypoints.testing.harness import MEMORY\n"
        "compose(replace(MEMORY, search_url='elasticsearch://127.0.0.1:9/x'))\n"
        "assert 'elasticsearch' not in sys.modules\n"
    )
    assert_runs(script)
