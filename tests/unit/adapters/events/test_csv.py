"""Events as comma-separated values."""

import pytest

from domain.events.errors import EmptyBody, MalformedCsv, NoEvents, TooManyEvents
from domain.events.incoming import Incoming
from support.effort import assert_cheaper
from support.event_bodies import codes, told

CSV = "text/csv"
HEAD = b"id,source,type,amount\n"


def rows(*lines: bytes) -> list[str]:
    return list(codes(told(HEAD + b"\n".join(lines), CSV)))


def test_columns_are_members_or_data() -> None:
    head = b"\xef\xbb\xbfid,type,occurred_at,sequence,amount,note\r\n"
    body = head + b'a,,2026-11-21T10:00:00Z,3,12,"x, ""y""\r\nz"\r\n'
    (event,) = told(body, "text/csv; charset=utf-8", portico_source="shop", portico_type="order")

    assert isinstance(event, Incoming)
    assert (event.id, event.source, event.type, event.sequence) == ("a", "shop", "order", 3)
    assert event.data == {"amount": "12", "note": 'x, "y"\r\nz'}


def test_a_cell_comes_before_the_default() -> None:
    (event,) = told(HEAD + b"a,own,t,1", CSV, portico_source="shop")

    assert isinstance(event, Incoming)
    assert event.source == "own"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"a,s,t", "wrong_cell_count"),
        (b"a,s,t,1,2", "wrong_cell_count"),
        (b"a,s,t" + b",1" * 300, "wrong_cell_count"),
        (b'a,s,"t"' + b',"1"' * 300, "wrong_cell_count"),
        (b'a,s,t,1"2', "malformed_row"),
        (b'a,s,t,"1"2', "malformed_row"),
        (b"a,s,t,1\r2", "malformed_row"),
        (b"a,s,t,\x00", "nul_character"),
        (b",s,t,1", "missing_member"),
        (b"a,,t,1", "missing_member"),
        (b"ann@example.com,s,t,1", "personal_id"),
        (b" a,s,t,1", "outer_space"),
        (b"a,s,t,%s" % (b"x" * 1_048_577), "event_too_large"),
    ],
)
def test_a_bad_row_spoils_itself_alone(line: bytes, code: str) -> None:
    assert rows(b"a,s,t,1", line, b"b,s,t,2") == ["a", code, "b"]


def test_a_flaw_tells_its_line() -> None:
    found = told(HEAD + b'a,s,t,"1\n2\n3"\n\nb,s\nc,"s" ,t,1\nd,s,t,"', CSV)
    details = [getattr(one, "detail", "") for one in found]

    assert "line 6 " in details[1]
    assert "line 7 " in details[2]
    assert "line 8 " in details[3]


def test_a_quote_that_never_closes_takes_the_rest() -> None:
    assert rows(b"a,s,t,1", b'b,s,t,"2', b"c,s,t,3") == ["a", "unclosed_quote"]


def test_blank_lines_are_skipped_and_the_last_line_needs_no_end() -> None:
    assert rows(b"", b"a,s,t,1", b"", b"b,s,t,2") == ["a", "b"]


@pytest.mark.parametrize(
    "head", [b"id,id,x", b"id,,x", b'id,"x', b'id,x"y', b"id,\x00", b"\xff,id"]
)
def test_a_bad_header_spoils_the_request(head: bytes) -> None:
    with pytest.raises(MalformedCsv):
        told(head + b"\na,b,c\n", CSV)


def test_nothing_is_refused() -> None:
    for body in (b"", b"\n\r\n", b"\xef\xbb\xbf"):
        with pytest.raises(EmptyBody):
            told(body, CSV)
    with pytest.raises(NoEvents):
        told(HEAD, CSV)


def test_utf_16_is_refused() -> None:
    with pytest.raises(MalformedCsv):
        told(HEAD.decode().encode("utf-16"), CSV)


def test_ten_thousand_rows_and_no_more() -> None:
    assert len(told(HEAD + b"a,s,t,1\n" * 10_000, CSV)) == 10_000
    with pytest.raises(TooManyEvents):
        told(HEAD + b"a,s,t,1\n" * 10_001, CSV)


@pytest.mark.parametrize("cell", [b",c%d", b',"c%d"'])
def test_256_columns_and_no_more(cell: bytes) -> None:
    head = b"id,source,type" + b"".join(cell % number for number in range(253))
    body = b"%s\na,s,t%s\n"

    assert codes(told(body % (head, b",1" * 253), CSV)) == ["a"]
    with pytest.raises(MalformedCsv):
        told(body % (head + b",x", b",1" * 254), CSV)


@pytest.mark.parametrize("line", [b'"', b'"a', b'"a""', b'x"y', b'"a"b', b'"",', b'""'])
def test_no_row_takes_more_time_than_it_is_long(line: bytes) -> None:
    body = HEAD + (line + b"\n") * 9_999

    def both() -> None:
        told(body, CSV)
        told(HEAD + b"x" + body.replace(b"\n", b""), CSV)

    assert_cheaper(1, both)
