"""Events in Portico's own shape."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.events.formats import plain_events
from adapters.events.formats.limits import LARGEST_BODY, LARGEST_EVENT, MOST_EVENTS
from adapters.events.formats.members import incoming
from domain.events.errors import BodyTooLarge, EmptyBody, NoEvents, TooManyEvents
from domain.events.incoming import Incoming
from support.event_bodies import NDJSON, code_of, codes, event, flaw, one, told

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
WHOLE = {
    "id": "order-1",
    "source": "shop",
    "type": "order.placed",
    "data": {"amount": 12.5, "lines": [{"sku": "A"}]},
    "occurred_at": "2026-11-21T10:00:00.5+07:00",
    "sent_at": "2026-11-21T03:00:01Z",
    "key": "order-1",
    "subject": "khách hàng 7",
    "sequence": 3,
    "version": 2,
    "traceparent": TRACE,
}
READ = Incoming(
    id="order-1",
    source="shop",
    type="order.placed",
    data={"amount": 12.5, "lines": [{"sku": "A"}]},
    occurred_at=datetime(2026, 11, 21, 3, 0, 0, 500_000, UTC),
    sent_at=datetime(2026, 11, 21, 3, 0, 1, tzinfo=UTC),
    key="order-1",
    subject="khách hàng 7",
    sequence=3,
    version=2,
    traceparent=TRACE,
)


def sized(size: int) -> bytes:
    empty = event(data="")
    return event(data="x" * (size - len(empty)))


def test_every_member_is_read_alone_in_a_list_and_in_a_line() -> None:
    body = json.dumps(WHOLE).encode()

    assert list(told(body)) == [READ]
    assert list(told(b"[%s, %s]" % (body, body))) == [READ, READ]
    assert list(told(b"\r\n%s\r\n \n%s" % (body, body), NDJSON)) == [READ, READ]


@pytest.mark.parametrize(
    "kind", ["application/ndjson", "application/jsonl", "Application/X-NDJSON"]
)
def test_lines_go_by_several_names(kind: str) -> None:
    assert len(told(event() + b"\n" + event(), kind)) == 2


def test_an_optional_member_may_be_null() -> None:
    assert one(event(key=None, occurred_at=None, version=None, data=None)).key is None


@pytest.mark.parametrize(
    ("members", "code", "pointer"),
    [
        ({"id": ""}, "wrong_length", "/id"),
        ({"id": "x" * 256}, "wrong_length", "/id"),
        ({"id": 7}, "wrong_type", "/id"),
        ({"id": None}, "wrong_type", "/id"),
        ({"id": "a\nb"}, "control_character", "/id"),
        ({"id": "a\x7fb"}, "control_character", "/id"),
        ({"id": "a\x85b"}, "control_character", "/id"),
        ({"id": "ann@example.com"}, "personal_id", "/id"),
        ({"id": "order-of-ann@example.com"}, "personal_id", "/id"),
        ({"id": "ann%40example.com"}, "personal_id", "/id"),
        ({"id": "ann＠example．com"}, "personal_id", "/id"),
        ({"source": " shop"}, "outer_space", "/source"),
        ({"source": "shop\u3000"}, "outer_space", "/source"),
        ({"type": ["t"]}, "wrong_type", "/type"),
        ({"key": ""}, "wrong_length", "/key"),
        ({"subject": 7.5}, "wrong_type", "/subject"),
        ({"sequence": -1}, "number_out_of_range", "/sequence"),
        ({"sequence": "3"}, "wrong_type", "/sequence"),
        ({"sequence": True}, "wrong_type", "/sequence"),
        ({"version": 1.0}, "wrong_type", "/version"),
        ({"occurred_at": "2026-11-21T10:00:00"}, "invalid_timestamp", "/occurred_at"),
        ({"occurred_at": 1700000000}, "wrong_type", "/occurred_at"),
        ({"sent_at": ""}, "invalid_timestamp", "/sent_at"),
        ({"traceparent": "00-0-0-01"}, "invalid_traceparent", "/traceparent"),
        ({"colour": "red"}, "unknown_member", "/colour"),
        ({"ann@example.com": 1}, "unknown_member", ""),
        ({"specversion": "1.0"}, "unknown_member", "/specversion"),
    ],
)
def test_a_flaw_names_the_member_and_never_its_value(
    members: dict[str, Any], code: str, pointer: str
) -> None:
    found = flaw(event(**members))
    (_, beside) = told(b"[%s,%s]" % (event(), event(**members)))

    assert (found.code, found.pointer) == (code, pointer)
    assert beside == found
    assert "example" not in repr(found)
    assert found.id == (None if "id" in members else "a")


@pytest.mark.parametrize("name", ["id", "source", "type", "data"])
def test_what_is_missing_is_named(name: str) -> None:
    members = json.loads(event())
    del members[name]
    found = flaw(json.dumps(members).encode())

    assert (found.code, found.pointer) == ("missing_member", f"/{name}")


@pytest.mark.parametrize("id_", ["🧵", "👩‍👩‍👧", "x" * 255, "é" * 255, "a b", "@", "50%", "a@b"])
def test_an_id_may_be_many_things(id_: str) -> None:
    assert one(event(id=id_)).id == id_


@pytest.mark.parametrize("body", [b"1", b"null", b'"x"', b"[[]]", b"[3]"])
def test_what_is_no_object_is_no_event(body: bytes) -> None:
    assert flaw(body).code == "not_an_object"


def test_flaws_stand_among_events_in_order() -> None:
    body = b"[%s]" % b",".join([event(id="a"), event(id=""), b"7", event(id="d"), event(id="d")])

    assert codes(told(body)) == ["a", "wrong_length", "not_an_object", "d", "d"]


def test_nothing_is_refused() -> None:
    with pytest.raises(NoEvents):
        told(b" [ ] ")
    for kind in ("application/json", NDJSON):
        with pytest.raises(EmptyBody):
            told(b" \r\n\n", kind)


def test_an_event_may_have_a_megabyte_and_no_byte_more() -> None:
    assert one(sized(LARGEST_EVENT)).id == "a"
    assert code_of(sized(LARGEST_EVENT + 1)) == "event_too_large"
    assert code_of(sized(LARGEST_EVENT + 1), NDJSON) == "event_too_large"
    assert codes(told(b"[%s,%s]" % (sized(LARGEST_EVENT + 1), event()))) == ["event_too_large", "a"]


def test_a_body_may_have_five_megabytes_and_no_byte_more() -> None:
    body = b"[" + b",".join([sized(LARGEST_EVENT - 8)] * 5) + b"]"
    assert len(told(body + b" " * (LARGEST_BODY - len(body)))) == 5
    with pytest.raises(BodyTooLarge):
        told(body + b" " * (LARGEST_BODY - len(body) + 1))


@pytest.mark.parametrize("small", [event(), b"7", b"{}"])
def test_a_request_may_bring_ten_thousand_events(small: bytes) -> None:
    assert len(told(b"[" + b",".join([small] * MOST_EVENTS) + b"]")) == MOST_EVENTS
    assert len(told(b"\n".join([small] * MOST_EVENTS), NDJSON)) == MOST_EVENTS
    with pytest.raises(TooManyEvents):
        told(b"[" + b",".join([small] * (MOST_EVENTS + 1)) + b"]")
    with pytest.raises(TooManyEvents):
        told(b"\n".join([small] * (MOST_EVENTS + 1)), NDJSON)


def test_two_million_elements_are_refused_before_they_are_made() -> None:
    with pytest.raises(TooManyEvents):
        told(b"[" + b"7," * 2_400_000 + b"7]")


def test_a_list_of_a_million_commas_is_still_read() -> None:
    body = b"[%s,%s]" % (event(data=[7] * 500_000).replace(b" ", b""), event())
    assert [type(one) for one in told(body)] == [Incoming, Incoming]


NAMES = st.sampled_from(["a", "", " a", "a ", "a b", "é", "a\n", "a@b.co", "x%40y.de", "x" * 256])
TIMES = st.sampled_from(
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123Z", "2026-01-01T00:00:00+07:00", "", "x"]
)
COUNTS = st.sampled_from([0, 7, -1, 2**53 - 1, 2**53, 1.5, True])
MEMBERS = st.fixed_dictionaries(
    {"id": NAMES, "source": NAMES, "type": NAMES, "data": st.just([[[[[[[7]]]]]]]) | st.just(7)},
    optional={
        "key": NAMES | st.none(),
        "subject": NAMES,
        "occurred_at": TIMES,
        "sent_at": TIMES | st.none(),
        "sequence": COUNTS,
        "version": COUNTS,
        "traceparent": st.sampled_from([TRACE, "x"]),
        "other": st.just(7),
    },
)


@given(MEMBERS)
def test_the_quick_way_says_what_the_slow_way_says(members: dict[str, Any]) -> None:
    quick = plain_events.plain(json.dumps(members).encode())

    assert quick is None or quick == incoming(members)
