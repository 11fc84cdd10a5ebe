"""What people send in performance files: each kind is told by its reason, and costs nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from injector import Injector

from application.campaigns.files.read_files import ReadFiles
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.dialect import Declared
from domain.campaigns.errors import DialectUnclear
from domain.campaigns.rules import Reason
from support.people import ADA
from support.performance import HEADER, PLAIN
from support.performance_rows import Send, rows_of

ALL = ErrorBudget("100%")
CAPTIONED = f"{HEADER},caption"
GOOD = f"{PLAIN},fine"
WHOLE, ID = Reason.NOT_A_WHOLE_NUMBER, "influencerId"
BAD: dict[str, tuple[str, Reason, str | None]] = {
    "a row that is short": ("1,a,1,1,1", Reason.TOO_FEW_CELLS, None),
    "a row that is long": ("1,a,1,1,1,9,x,y", Reason.TOO_MANY_CELLS, None),
    "a row of another delimiter": ("1;a;1;1;1;9;x", Reason.TOO_FEW_CELLS, None),
    "a quote that never closes": ('1,a,1,1,1,9,"x', Reason.BROKEN_QUOTE, None),
    "a quote that a backslash escapes": (r'1,a,1,1,1,9,"x\"y"', Reason.BROKEN_QUOTE, None),
    "a CR alone": ("1,a,1,1,1,9,x\ry", Reason.STRAY_LINE_BREAK, None),
    "a NUL": ("1,a,1,1,1,9,x\0", Reason.NUL_BYTE, None),
    "bytes that are Latin-1": ("1,a,1,1,1,9,caf\udce9", Reason.UNDECODABLE, None),
    "the header once more": (CAPTIONED, Reason.REPEATED_HEADER, None),
    "a cell that is empty": ("1,a,,1,1,9,x", Reason.MISSING, "likes"),
    "an id of blanks": ("1,  ,1,1,1,9,x", Reason.MISSING, ID),
    "separators of thousands": ('1,a,"1,23,456",1,1,9,x', WHOLE, "likes"),
    "a count in thousands": ("1,a,12k,1,1,9,x", WHOLE, "likes"),
    "NaN": ("1,a,1,NaN,1,9,x", WHOLE, "comments"),
    "Infinity": ("1,a,1,1,1,Infinity,x", WHOLE, "views"),
    "beyond a double": ("1,a,1,1,1e309,9,x", WHOLE, "shares"),
    "a negative nought": ("1,a,-0,1,1,9,x", WHOLE, "likes"),
    "a percent sign": ("1,a,1,1,1,5%,x", WHOLE, "views"),
    "a fraction": ("1,a,1.0,1,1,9,x", WHOLE, "likes"),
    "a plus sign": ("1,a,+1,1,1,9,x", WHOLE, "likes"),
    "digits of another script": ("1,a,٣,1,1,9,x", WHOLE, "likes"),
    "a negative count": ("1,a,-3,1,1,9,x", Reason.NEGATIVE, "likes"),
    "a campaign that is a name": ("june,a,1,1,1,9,x", WHOLE, "campaignId"),
    "a count beyond 31 bits": ("1,a,2147483648,0,0,9,x", Reason.TOO_LARGE, "likes"),
    "a count of a thousand digits": (f"1,a,{'9' * 1_000},0,0,9,x", Reason.TOO_LARGE, "likes"),
    "a formula for a count": ("1,a,=1+1,1,1,9,x", Reason.FORMULA, "likes"),
    "a formula for an id": ('1,"=HYPERLINK(""http://x.example"")",1,1,1,9,x', Reason.FORMULA, ID),
    "a formula that begins with @": ("1,@SUM(A1),1,1,1,9,x", Reason.FORMULA, ID),
    "an id that is too long": (f"1,{'a' * 101},1,1,1,9,x", Reason.ID_TOO_LONG, ID),
    "an id that nobody sees": ("1,a\u202eb,1,1,1,9,x", Reason.ID_UNPRINTABLE, ID),
    "an id with blanks around": ("1, a,1,1,1,9,x", Reason.ID_PADDED, ID),
    "views of nobody": ("1,a,1,1,1,0,x", Reason.ZERO_VIEWS, "views"),
    "sums beyond 31 bits": ("1,a,2147483647,1,0,9,x", Reason.ENGAGEMENT_TOO_LARGE, None),
    "a line of 70,000 bytes": (f"1,a,1,1,1,9,{'x' * 70_000}", Reason.ROW_TOO_LONG, None),
}
FINE: dict[str, str] = {
    "a doubled quote": '1,a,1,1,1,9,"she said ""go"""',
    "a line break within quotes": '1,a,1,1,1,9,"two\nlines\r\nor three"',
    "a backslash": r"1,a,1,1,1,9,c:\new",
    "a formula in a column that is read over": "1,a,1,1,1,9,=1+1",
    "emoji": "1,a,1,1,1,9,👩‍👩‍👧 🏮",
    "Devanagari": "1,आशा,1,1,1,9,आज का दिन",
    "more engagements than views": "1,a,5,5,5,9,x",
    "the same pair with other numbers": "100,influencer_7,1,1,1,9,x",
    "noughts before a number": "001,a,01,1,1,09,x",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_row_is_told_and_costs_no_other(
    world: Injector, load: Send, name: str
) -> None:
    row, reason, about = BAD[name]
    bad = row.encode("utf-8", "surrogateescape")
    content = "\n".join((CAPTIONED, GOOD, "")).encode() + bad + b"\r\n" + GOOD.encode()
    file = load(content, budget=ALL)
    assert (file.read, file.loaded, file.quarantined) == (3, 2, 1)
    assert [one[0] for one in rows_of(world, file.id)] == [1, 3]
    [held] = world.get(ReadFiles).quarantine(ADA, file.id, None, 0, 9)
    assert (held.row, held.offence.reason, held.offence.field) == (2, reason, about)
    assert held.raw == bad[:65_536] == content[held.start :][: held.size][:65_536]


@pytest.mark.parametrize("name", FINE)
def test_what_only_looks_wrong_is_loaded(world: Injector, load: Send, name: str) -> None:
    file = load("\n".join((CAPTIONED, GOOD, FINE[name], GOOD)).encode())
    assert (file.read, file.loaded, file.quarantined) == (3, 3, 0)


def test_every_reason_that_has_no_test_of_its_own_has_one_here() -> None:
    days = {Reason.NOT_A_DATE, Reason.NO_SUCH_DAY, Reason.FUTURE_DATE}
    assert {reason for _, reason, _ in BAD.values()} == set(Reason) - days


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that is read as its bytes prove, or as is declared; None where neither is enough."""

    content: bytes
    loaded: int | None
    declared: Declared = field(default_factory=Declared)


LINES = f"{HEADER}\n{PLAIN}\n{PLAIN}\n"
OTHER = "views,Influencer-ID,share_count,comments,LIKES,campaign,note\n400,ann,3,2,10,100,x\n"
FILES: dict[str, Sent] = {
    "a byte order mark": Sent(b"\xef\xbb\xbf" + LINES.encode(), 2),
    "UTF-16": Sent(LINES.encode("utf-16"), 2),
    "UTF-16 without a mark": Sent(LINES.encode("utf-16-le"), None),
    "UTF-16 that is declared": Sent(LINES.encode("utf-16-be"), 2, Declared(encoding="utf-16-be")),
    "Latin-1 that is declared": Sent(
        LINES.replace("influencer_7", "zoë").encode("latin-1"), 2, Declared(encoding="latin-1")
    ),
    "line ends of several kinds": Sent(f"{HEADER}\r\n{PLAIN}\n\r\n{PLAIN}\r\n{PLAIN}".encode(), 3),
    "CR for every line": Sent(LINES.replace("\n", "\r").encode(), 2),
    "semicolons": Sent(LINES.replace(",", ";").encode(), 2),
    "tabs": Sent(LINES.replace(",", "\t").encode(), 2),
    "carets": Sent(LINES.replace(",", "^").encode(), None),
    "columns in another order, by other names": Sent(OTHER.encode(), 1),
    "a column that is missing": Sent(LINES.replace("shares", "stars").encode(), None),
    "rows without a header": Sent(f"{PLAIN}\n{PLAIN}\n".encode(), None),
    "no text at all": Sent(bytes(range(256)) * 9, None),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_it_is_proven_or_refused(send: Send, load: Send, name: str) -> None:
    sent = FILES[name]
    if sent.loaded is None:
        with pytest.raises(DialectUnclear):
            send(sent.content, declared=sent.declared)
        return
    file = load(sent.content, declared=sent.declared)
    assert (file.read, file.loaded) == (sent.loaded, sent.loaded)
