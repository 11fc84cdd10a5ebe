"""Bodies that are no JSON, or JSON that others read differently: always a 4xx that says why."""

import gzip
import json
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from e2e.problems import refused
from entrypoints.http.bodies import LARGEST_JSON
from entrypoints.http.strict_json import MalformedJson, loads
from entrypoints.testing import Portico

JSON = "application/json"
MALFORMED = {
    "nothing": b"",
    "blanks": b" \n",
    "half": b'{"query": "a"',
    "garbage behind": b'{"query": "a"} x',
    "two values": b'{"query": "a"}{"query": "b"}',
    "a member twice": b'{"query": "a", "query": "b"}',
    "a member twice, once escaped": rb'{"query": "a", "qu\u0065ry": "b"}',
    "a member twice, deep inside": b'{"query": [{"a": 1, "a": 1}]}',
    "NaN": b'{"query": "a", "limit": NaN}',
    "Infinity": b'{"query": "a", "limit": Infinity}',
    "minus infinity": b'{"query": "a", "limit": -Infinity}',
    "a number beyond a double": b'{"query": "a", "limit": 1e999}',
    "5,000 digits": b'{"query": "a", "limit": %s}' % (b"9" * 5_000),
    "an integer beyond a double": b'{"query": "a", "limit": 2%s}' % (b"0" * 308),
    "a negative one": b'{"query": "a", "limit": -1%s}' % (b"0" * 309),
    "half a surrogate pair": rb'{"query": "\ud800"}',
    "the other half": rb'{"query": "\udc00 a"}',
    "half a pair as a name": rb'{"\ud800": "a"}',
    "NUL": rb'{"query": "a\u0000b"}',
    "NUL as a name": rb'{"query": "a", "\u0000": 1}',
    "a raw control character": b'{"query": "a\x00b"}',
    "65 levels": b"[" * 65 + b"]" * 65,
    "65 levels of objects": b'{"a":' * 65 + b"1" + b"}" * 65,
    "100,000 levels": b"[" * 100_000,
    "100,000 levels of objects": b'{"a":' * 100_000,
    "a byte order mark": b'\xef\xbb\xbf{"query": "a"}',
    "UTF-16": '{"query": "a"}'.encode("utf-16"),
    "UTF-32": '{"query": "a"}'.encode("utf-32-le"),
    "no UTF-8": b'{"query": "\xff"}',
    "a surrogate in UTF-8": b'{"query": "\xed\xa0\x80"}',
    "an overlong NUL": b'{"query": "\xc0\x80"}',
}


def search(portico: Portico, body: bytes, kind: str = JSON) -> Any:
    return portico.client.post("/api/v1/search", data=body, content_type=kind)


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_strict_json_is_a_400(portico: Portico, body: bytes) -> None:
    refused(search(portico, body), 400, "malformed_json")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"query":\n "a",}', "line 2, column 6"),
        (b'{"query": "a"} x', "line 1, column 16"),
        (b'{"a": "NaN", "b": NaN}', "NaN is no number at line 1, column 19"),
        (b'{"query": "\xc3\xa9\n\xff"}', "bytes that are not UTF-8 at line 2, column 1"),
        (b'\xef\xbb\xbf{"query": "a"}', "a byte order mark at line 1, column 1"),
        (b'["[",' + b"[" * 100_000, "more than 64 levels at line 1, column 69"),
    ],
)
def test_it_is_told_where_json_ends_to_be_some(portico: Portico, body: bytes, says: str) -> None:
    assert says in refused(search(portico, body), 400, "malformed_json")["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b'{"query": [{"a": 1, "a": 1}]}', "/query/0/a"),
        (rb'{"query": "a", "qu\u0065ry": "b"}', "/query"),
        (b'{"query": {"a": [1, %s]}}' % (b"9" * 400), "/query/a/1"),
        (b'{"query": {"a/b~": -1e999}}', "/query/a~1b~0"),
        (rb'{"query": ["\ud800"]}', "/query/0"),
        (rb'{"query": {"b": "a\u0000b"}}', "/query/b"),
    ],
)
def test_what_others_read_differently_is_pointed_at(
    portico: Portico, body: bytes, pointer: str
) -> None:
    problem = refused(search(portico, body), 400, "malformed_json")
    assert [one["pointer"] for one in problem["errors"]] == [pointer]


@pytest.mark.parametrize("body", [b"[]", b'"query"', b"1", b"null", b"true", b"{}"])
def test_json_of_another_shape_is_a_422(portico: Portico, body: bytes) -> None:
    assert refused(search(portico, body), 422, "invalid_body")["errors"]


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded"])
def test_another_media_type_is_a_415(portico: Portico, kind: str) -> None:
    refused(search(portico, b'{"query": "a"}', kind), 415, "unsupported_media_type")


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, gzip"])
def test_what_is_compressed_is_a_415(portico: Portico, encoding: str) -> None:
    body, headers = gzip.compress(b'{"query": "a"}'), {"Content-Encoding": encoding}
    answer = portico.client.post("/api/v1/search", data=body, content_type=JSON, headers=headers)
    refused(answer, 415, "unsupported_content_encoding")


@pytest.mark.parametrize("kind", [JSON, f"{JSON}; charset=utf-8", "application/merge-patch+json"])
def test_every_name_of_json_is_taken(portico: Portico, kind: str) -> None:
    assert search(portico, b'{"query": "a"}', kind).status_code == 200


def test_a_body_over_one_mebibyte_is_a_413(portico: Portico) -> None:
    body = b'{"query": "%s"}'
    fits = body % (b"a" * (LARGEST_JSON - len(body) + 2))
    refused(search(portico, fits), 422, "invalid_body")
    refused(search(portico, fits + b" "), 413, "body_too_large")


def test_a_body_in_chunks_cannot_hide_its_length(portico: Portico) -> None:
    response = portico.client.post(
        "/api/v1/search",
        input_stream=BytesIO(b" " * (LARGEST_JSON + 1)),
        content_type=JSON,
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    refused(response, 413, "body_too_large")


def test_64_levels_are_fine_as_far_as_json_goes(portico: Portico) -> None:
    body = b'{"query":' + b"[" * 63 + b"]" * 63 + b"}"
    problem = refused(search(portico, body), 422, "invalid_body")
    assert problem["errors"][0]["pointer"] == "/query"


def test_what_can_be_written_with_an_escape_may_be(portico: Portico) -> None:
    assert search(portico, rb'{"query": "\ud83d\ude00 \\u0000 \u0061"}').status_code == 200


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@settings(derandomize=True, deadline=None, database=None)
@given(VALUES, st.booleans())
def test_ordinary_values_come_back_as_they_were(value: Any, ascii_only: bool) -> None:
    assert loads(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@settings(derandomize=True, deadline=None, database=None)
@given(st.binary() | st.text().map(lambda text: text.encode(errors="surrogatepass")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(MalformedJson):
        loads(data)
