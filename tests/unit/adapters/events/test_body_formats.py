"""Which format a request is in, and that what it says is no more than it is."""

import pytest

from domain.events.errors import FormatUnsupported
from domain.events.incoming import Flaw
from support.event_bodies import code_of, codes, event, read, told


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "application/xml", "application/x-www-form-urlencoded", "json", "*/*",
     "application/json; charset=utf-16", "application/json; charset",
     'application/json; a="b', 'application/json; a="b"c', "application/json charset=utf-8",
     'application/json; a=";"; charset=utf-16', "text/csv; header=absent",
     "application/cloudevents", "multipart/form-data; boundary=x", "application/json, text/csv"],
)  # fmt: skip
def test_other_media_types_are_refused(kind: str) -> None:
    with pytest.raises(FormatUnsupported):
        told(event(), kind)


def test_no_content_type_is_none() -> None:
    with pytest.raises(FormatUnsupported):
        read(event(), {})


@pytest.mark.parametrize(
    "kind",
    ["application/json", "Application/JSON;charset=UTF-8", 'application/json ; charset="utf-8"',
     "application/json;", "application/json; version=1", "application/json;;charset=utf-8;",
     'application/json; profile="a;b=c"; charset=utf-8',
     r'application/json; note="a\"; charset=x"'],
)  # fmt: skip
def test_a_media_type_may_be_written_in_many_ways(kind: str) -> None:
    assert codes(told(event(), kind)) == ["a"]


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"id,source\na,b\n", "application/json", "malformed_json"),
        (event() + b"\n" + event(), "application/json", "malformed_json"),
        (b"[%s]" % event(), "application/x-ndjson", "not_an_object"),
        (event(), "text/csv", "malformed_csv"),
        (event(), "application/cloudevents+json", "missing_attribute"),
        (b"\x1f\x8b\x08\x00", "application/json", "malformed_json"),
    ],
)
def test_a_content_type_that_lies_is_found_out(body: bytes, kind: str, code: str) -> None:
    assert code_of(body, kind) == code


def test_no_detail_repeats_what_was_sent() -> None:
    secret = "Zebra-4711"
    bodies = [
        event(id=secret + "@x.example"),
        event(type=[secret]),
        event(**{secret: secret}),
        event(occurred_at=secret, key=secret),
        event(traceparent=secret),
        event().replace(b"{}", b'{"%s":1,"%s":2}' % (secret.encode(), secret.encode())),
        event().replace(b"{}", b'["%s\\u0000"]' % secret.encode()),
    ]
    for body in bodies:
        (found,) = told(body)
        assert isinstance(found, Flaw)
        assert secret not in f"{found.detail} {found.pointer} {found.code}"
