"""Every kind of JSON that is none is refused, and every kind that is some is taken."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.events.formats import strict_json
from domain.errors import DomainError
from domain.events.errors import MalformedJson
from domain.events.incoming import Flaw, Incoming
from domain.events.unfit import Unfit
from support.effort import assert_cheaper
from support.event_bodies import JSON as JSON_KIND
from support.event_bodies import NDJSON, around, code_of, event, flaw, told
from unit.adapters.events.json_cases import JSON, NO_JSON, OURS, UNDERFLOW

TAKEN = {**JSON, **UNDERFLOW}
STRUCTURED, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"


@pytest.mark.parametrize("text", NO_JSON.values(), ids=NO_JSON)
def test_no_json_spoils_the_request_wherever_it_stands(text: bytes) -> None:
    for body in (text, around(text), b"[%s,%s]" % (event(), around(text))):
        assert code_of(body) in {"malformed_json", "empty_body"}, body


@pytest.mark.parametrize("text", NO_JSON.values(), ids=NO_JSON)
def test_a_line_of_no_json_spoils_itself_alone(text: bytes) -> None:
    line = around(text.replace(b"\n", b"\x0c"))
    before, flawed, behind = told(b"\n".join((event(), line, event())), NDJSON)

    assert isinstance(flawed, Flaw)
    assert flawed.code == "malformed_json"
    assert isinstance(before, Incoming)
    assert isinstance(behind, Incoming)


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_json_is_taken_as_it_is(text: bytes) -> None:
    wanted = json.loads(text)
    for body in (around(text), b"[%s,%s]" % (event(), around(text))):
        taken = told(body)[-1]
        assert isinstance(taken, Incoming), taken
        assert repr(taken.data) == repr(wanted)


@pytest.mark.parametrize(("text", "code"), OURS.values(), ids=OURS)
def test_what_the_standard_leaves_open_is_refused_with_a_code(text: bytes, code: str) -> None:
    assert code_of(around(text)) == code


@pytest.mark.parametrize(("text", "code"), OURS.values(), ids=OURS)
def test_and_so_it_is_within_a_list(text: bytes, code: str) -> None:
    try:
        entries = told(b"[%s,%s,%s]" % (event(), around(text), event()))
    except DomainError as error:
        assert error.code == code  # noqa: PT017 - either the request or the event is refused
    else:
        assert [isinstance(one, Flaw) for one in entries] == [False, True, False]
        assert isinstance(entries[1], Flaw)
        assert entries[1].code == code


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_other_encodings_are_no_json(encoding: str) -> None:
    assert code_of(event().decode().encode(encoding)) == "malformed_json"


def test_deep_nesting_is_refused_in_no_time() -> None:
    def all_three() -> None:
        for text in (b"[" * 100_000, b'{"k":' * 100_000, b"[" * 500_000 + b"]" * 500_000):
            assert code_of(text) == "nested_too_deep"
            assert code_of(around(text)) == "nested_too_deep"

    assert_cheaper(1, all_three)


def test_a_member_of_the_event_told_twice_is_refused() -> None:
    twice = event().replace(b'"id"', b'"id": "b", "id"')

    assert code_of(twice) == "duplicate_member"
    assert [code_of(b"[%s]" % twice)] == ["duplicate_member"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda within: st.lists(within) | st.dictionaries(st.text(max_size=3), within),
    max_leaves=20,
)
PIECES = st.sampled_from(
    [b'"', b":", b",", b"{", b"}", b"[", b"]", b"\\", rb"\u003a", rb"\u0000", b'"k":', b" ", b"1",
     b"9007199254740992", b"e999", b"\xff", rb"\ud800", b"null", b"-", b"."]
)  # fmt: skip


def outcome(read: Any, raw: bytes) -> Any:
    try:
        return repr(read(raw))
    except (Unfit, DomainError) as error:
        return error.code


@given(VALUES, st.booleans(), st.lists(st.tuples(st.integers(0, 400), PIECES), max_size=3))
def test_the_quick_look_never_misses_what_the_slow_one_finds(
    value: Any, ascii_only: bool, wounds: list[tuple[int, bytes]]
) -> None:
    raw = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    for at, piece in wounds:
        raw = raw[:at] + piece + raw[at:]

    assert outcome(strict_json.loads, raw) == outcome(strict_json._looked_through, raw)


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (b'{"id": "a",\n "b": tru}', JSON_KIND, "line 2, column 7"),
        (b'[%s,\n%s, {"id": "\xff"}]' % (event(), event()), JSON_KIND, "line 2, column 62"),
        (b'[%s,\n{"id": NaN}]' % event(), JSON_KIND, "NaN is no number at line 2, column 8"),
        (b"[%s,\n\n%s" % (event(), event()), JSON_KIND, "line 3, column 52"),
        (b'[{"specversion": "1.0"},\n {"id": \'a\'}]', BATCH, "line 2, column 9"),
        (b'{"specversion":\n 1.}', STRUCTURED, "line 2, column 3"),
    ],
)
def test_a_spoiled_request_tells_the_line_and_the_column(body: bytes, kind: str, says: str) -> None:
    with pytest.raises(MalformedJson, match=f"{says}$"):
        told(body, kind)


def test_a_spoiled_line_tells_its_number_and_the_column() -> None:
    body = b"\n".join((event(), b"", b'  {"id": 01}', b'{"id": "\xff"}', event()))
    _, number, text, _ = told(body, NDJSON)

    assert isinstance(number, Flaw)
    assert isinstance(text, Flaw)
    assert number.detail == "line 3 is no JSON: Expecting ',' delimiter at column 9"
    assert text.detail == "line 4 is no JSON: bytes that are not UTF-8 at column 9"


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        (b'{"k":[0,{"l":1,"l":2}]}', "/data/k/1/l"),
        (b'{"k":[0,9007199254740992]}', "/data/k/1"),
        (b'{"k":{"l":1e999}}', "/data/k/l"),
        (rb'{"k":["\ud800"]}', "/data/k/0"),
        (rb'{"k":{"ann@example.com":{"l":"\u0000"}}}', "/data/k"),
        (rb'{"k":{"l\u0000":1}}', "/data/k"),
    ],
)
def test_what_others_read_differently_is_pointed_at(data: bytes, pointer: str) -> None:
    assert flaw(around(data)).pointer == pointer
