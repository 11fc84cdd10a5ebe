"""Requests that are wrong on the wire, sent to the server as its users start it."""

import gzip
import json
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from entrypoints.cli.serve import HEADERS_MILLISECONDS
from entrypoints.http.head_size import HEADERS_BYTES
from support.event_bodies import CSV_HEADER
from support.raw_http import Heard, chunk, head, say
from support.served import served

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

pytestmark = pytest.mark.slow
JSON, NDJSON = "Content-Type: application/json", "Content-Type: application/x-ndjson"
CSV = "Content-Type: text/csv"
BINARY = ("ce-specversion: 1.0", "ce-source: wire", "ce-type: t")
CHUNKED = "Transfer-Encoding: chunked"
END = chunk(b"")
MEGABYTE = 1_048_576


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home: Path = tmp_path_factory.mktemp("home")
    settings = {"PORTICO_HOME": str(home), "PORTICO_EMBEDDER_URL": "memory:"}
    with served("--no-worker", settings=settings) as server:
        found = server.client.base_url.port
        assert found
        yield found


def event(id: str | None = None, size: int = 0) -> bytes:
    bare = {"id": id or str(uuid4()), "source": "wire", "type": "t", "data": ""}
    short = json.dumps(bare).encode()
    return short.replace(b'"data": ""', b'"data": "' + b"a" * (size - len(short)) + b'"')


def sent(port: int, body: bytes, *lines: str, **how: bool) -> Heard:
    return say(port, head(*lines, f"Content-Length: {len(body)}") + body, **how)


def is_known(port: int, id: str) -> bool:
    heard = say(port, head(method="GET", path=f"/api/v1/events/wire/{id}"))
    assert heard.status in {200, 404}
    return heard.status == 200


@pytest.mark.parametrize("kind", [JSON, NDJSON, CSV])
def test_a_body_that_ends_before_its_length_is_not_taken(port: int, kind: str) -> None:
    id_ = str(uuid4())
    body = CSV_HEADER + f"{id_},wire,t,10".encode() if kind == CSV else event(id_)
    told = head(kind, f"Content-Length: {len(body) + 5}") + body
    heard = say(port, told, hang_up=True)
    assert (heard.status, heard.code, heard.closed) == (400, "incomplete_body", True)
    assert not is_known(port, id_)


def test_what_is_sent_beyond_the_length_is_no_part_of_the_body(port: int) -> None:
    id_ = str(uuid4())
    body = event(id_)
    heard = say(
        port, head(JSON, f"Content-Length: {len(body)}") + body + b"garbage\r\n\r\n", wait=True
    )
    assert heard.statuses == (202, 400)
    assert heard.closed
    assert is_known(port, id_)


@pytest.mark.parametrize("length", ["-5", "abc", "5, 6", "0x10", "+5", "99999999999999999999999"])
def test_a_length_that_is_none_is_refused(port: int, length: str) -> None:
    heard = say(port, head(JSON, f"Content-Length: {length}") + event(), wait=True)
    assert heard.statuses == (400,)
    assert heard.closed


def test_two_lengths_are_refused(port: int) -> None:
    heard = say(port, head(JSON, "Content-Length: 5", "Content-Length: 6") + event(), wait=True)
    assert (heard.statuses, heard.closed) == ((400,), True)


def test_a_length_beyond_the_limit_is_refused_before_anything_is_sent(port: int) -> None:
    heard = say(port, head(JSON, "Content-Length: 99999999999"), wait=True)
    assert (heard.status, heard.code, heard.closed) == (413, "body_too_large", True)


def test_a_body_may_come_in_chunks(port: int) -> None:
    body = event()
    pieces = b"".join(chunk(body[at : at + 7]) for at in range(0, len(body), 7))
    assert say(port, head(JSON, CHUNKED) + pieces + END).status == 202


def test_garbage_behind_the_last_chunk_is_no_part_of_the_body(port: int) -> None:
    told = head(JSON, CHUNKED) + chunk(event()) + END + b"garbage\r\n\r\n"
    heard = say(port, told, wait=True)
    assert (heard.statuses, heard.closed) == ((202, 400), True)


@pytest.mark.parametrize("broken", [b"zz\r\n", b"-5\r\n", b"\r\n", b"ffffffffffffffffff\r\n"])
def test_a_chunk_without_a_size_is_refused(port: int, broken: bytes) -> None:
    heard = say(port, head(JSON, CHUNKED) + broken + event(), wait=True)
    assert heard.status == 400
    assert heard.closed


@pytest.mark.parametrize("cut", [b"", b"5\r\nab", b"zz\r\n"])
def test_json_whose_chunks_stop_is_no_json(port: int, cut: bytes) -> None:
    id_ = str(uuid4())
    told = head(JSON, CHUNKED) + chunk(event(id_)[:-2]) + cut
    heard = say(port, told, hang_up=True)
    assert (heard.status, heard.code) == (400, "malformed_json")
    assert not is_known(port, id_)


def test_what_does_not_show_its_end_needs_a_length_or_compression(port: int) -> None:
    row = CSV_HEADER + f"{uuid4()},wire,t,100\n".encode()
    heard = say(port, head(CSV, CHUNKED) + chunk(row) + END)
    assert (heard.status, heard.code) == (411, "length_required")
    binary = head("Content-Type: text/plain", CHUNKED, f"ce-id: {uuid4()}", *BINARY)
    heard = say(port, binary + chunk(b"100") + END)
    assert (heard.status, heard.code) == (411, "length_required")
    packed = head(CSV, CHUNKED, "Content-Encoding: gzip") + chunk(gzip.compress(row)) + END
    assert say(port, packed).status == 202
    assert sent(port, row, CSV).status == 202


@pytest.mark.parametrize("size", [HEADERS_BYTES + 1, 300_000, 410_000, 500_000])
def test_headers_that_are_too_long_are_refused_and_hung_up_on(port: int, size: int) -> None:
    long = sent(port, event(), JSON, "X-Long: " + "a" * size, wait=True)
    assert (long.status, long.closed) == (431, True)


def test_a_header_of_32_kb_is_read_and_more_than_100_are_not(port: int) -> None:
    assert sent(port, event(), JSON, "X-Long: " + "a" * 32_768).status == 202
    many = [f"X-{number}: a" for number in range(200)]
    assert sent(port, event(), JSON, *many, wait=True).status == 431
    key = sent(port, event(), JSON, "Idempotency-Key: " + "a" * 32_768)
    assert (key.status, key.code) == (400, "idempotency_key_malformed")


def test_two_keys_of_idempotency_are_refused(port: int) -> None:
    id_ = str(uuid4())
    heard = sent(port, event(id_), JSON, "Idempotency-Key: one", "Idempotency-Key: two")
    assert (heard.status, heard.code) == (400, "idempotency_key_malformed")
    assert not is_known(port, id_)


def test_headers_may_hold_any_bytes_and_are_no_500(port: int) -> None:
    assert sent(port, event(), JSON, "X-Strange: \xff\xfe").status == 202
    strange = sent(
        port, b"{}", JSON, "ce-specversion: 1.0", "ce-id: \xff", "ce-source: s", "ce-type: t"
    )
    assert (strange.status, strange.code) == (422, "invalid_attribute")
    assert sent(port, event(), JSON, "X-Nul: a\0b", wait=True).statuses == (400,)
    twice = sent(port, event(), JSON, "Content-Encoding: gzip", "Content-Encoding: gzip")
    assert (twice.status, twice.code) == (415, "unsupported_content_encoding")


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("zstd", zstd.compress)])
def test_compressed_bodies_are_expanded_and_no_further_than_they_may(
    port: int, name: str, pack: Callable[[bytes], bytes]
) -> None:
    how = (JSON, f"Content-Encoding: {name}")
    one = event()
    whole = pack(one)

    assert sent(port, whole, *how).status == 202
    assert sent(port, pack(one[:9]) + pack(one[9:]), *how).status == 202
    for body, code in (
        (pack(whole), "malformed_json"),
        (whole[:-3], "malformed_compression"),
        (whole + b"garbage", "malformed_compression"),
        (one, "malformed_compression"),
    ):
        heard = sent(port, body, *how)
        assert (heard.status, heard.code) == (400, code)
    bomb = sent(port, pack(bytes(200 * MEGABYTE)), *how)
    assert (bomb.status, bomb.code) == (413, "body_expands_too_far")


def test_an_event_has_a_megabyte_and_a_body_five_to_the_byte(port: int) -> None:
    assert sent(port, event(size=MEGABYTE), JSON).status == 202
    over = sent(port, event(size=MEGABYTE + 1), JSON)
    assert (over.status, over.code) == (413, "event_too_large")
    batch = b"[%s]" % b",".join([event(size=MEGABYTE - 1)] * 4 + [event(size=MEGABYTE - 2)])
    assert len(batch) == 5 * MEGABYTE
    assert sent(port, batch, JSON).status == 202
    heard = sent(port, batch + b" ", JSON)
    assert (heard.status, heard.code) == (413, "body_too_large")


def test_headers_that_never_end_are_hung_up_on(port: int) -> None:
    began = monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.sendall(b"POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert wire.recv(1_000) == b""
    assert monotonic() - began < HEADERS_MILLISECONDS / 1_000 + 5
