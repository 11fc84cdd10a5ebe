"""Bodies of events over HTTP: what is wrong with them is a 4xx that says why, never a 500."""

import gzip

import pytest

from e2e.problems import refused
from entrypoints.testing import Portico
from support.event_bodies import CSV_HEADER, around, event
from unit.adapters.events.json_cases import JSON, NO_JSON, OURS

PATH = "/api/v1/events"
KIND = "application/json"


@pytest.mark.parametrize("text", NO_JSON.values(), ids=NO_JSON)
def test_no_json_is_a_400(portico: Portico, text: bytes) -> None:
    answer = portico.client.post(PATH, data=around(text), content_type=KIND)

    refused(answer, 400, "malformed_json")


@pytest.mark.parametrize(("text", "code"), OURS.values(), ids=OURS)
def test_json_that_is_not_ours_is_a_4xx_with_its_code(
    portico: Portico, text: bytes, code: str
) -> None:
    answer = portico.client.post(PATH, data=around(text), content_type=KIND)

    refused(answer, answer.status_code, code)
    assert answer.status_code in {400, 422}


def test_all_other_json_is_taken(portico: Portico) -> None:
    body = b"\n".join(
        around(text.replace(b"\n", b" ")).replace(b'"a"', b'"id-%d"' % number, 1)
        for number, text in enumerate(JSON.values())
    )
    answer = portico.client.post(PATH, data=body, content_type="application/x-ndjson")

    assert answer.status_code == 202, answer.json
    assert answer.get_json()["accepted"] == len(JSON)


@pytest.mark.parametrize(
    ("body", "kind", "encoding", "status", "code"),
    [
        (b"", KIND, "", 400, "empty_body"),
        (b"[]", KIND, "", 422, "no_events"),
        (event(), "application/xml", "", 415, "unsupported_media_type"),
        (event(), KIND, "br", 415, "unsupported_content_encoding"),
        (event(), KIND, "gzip", 400, "malformed_compression"),
        (gzip.compress(event(), mtime=0)[:-3], KIND, "gzip", 400, "malformed_compression"),
        (
            gzip.compress(gzip.compress(event(), mtime=0), mtime=0),
            KIND,
            "gzip",
            400,
            "malformed_json",
        ),
        (gzip.compress(bytes(30_000_000), mtime=0), KIND, "gzip", 413, "body_expands_too_far"),
        (b"[" + b"7," * 10_000 + b"7]", KIND, "", 413, "too_many_events"),
        (event(data="x" * 1_048_576), KIND, "", 413, "event_too_large"),
        (b" " * 5_242_881, KIND, "", 413, "body_too_large"),
        (CSV_HEADER, "text/csv", "", 422, "no_events"),
    ],
)
def test_a_spoiled_request_says_why(
    portico: Portico, body: bytes, kind: str, encoding: str, status: int, code: str
) -> None:
    headers = {"Content-Encoding": encoding} if encoding else {}
    answer = portico.client.post(PATH, data=body, content_type=kind, headers=headers)

    refused(answer, status, code)
