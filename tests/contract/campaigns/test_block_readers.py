"""What a reader of blocks promises: it reads as the grammar does, however a file is cut."""

from datetime import date
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.campaigns.files.block_reader import BlockReader as Columnar
from adapters.campaigns.files.exact_reader import ExactReader
from application.campaigns.files.ports import BlockReader, Stretch
from domain.campaigns.columns import Layout
from domain.campaigns.rules import Offence, Performance, Reason
from support.performance import CAPTIONED, DATED, PLACES, PLAIN, blocks, grammar

READERS: list[BlockReader] = [ExactReader(), Columnar()]
BAD = ('1,"a,1,1,1,1', '"1,a,1,1,1,1', "1,a,1,1", '1,a",1,1,1,1', '1,"a"b,1,1,1,1', "\0", "1,\r,2")
CAPTIONS = (
    "fine", '"said ""yes"", and left"', '"two\nlines"', '"three\r\n\r\nlines, with"', "आज का दिन",
    '"a\n""b""\nc"',
)  # fmt: skip
DAYS = (
    "2024-02-29", "2019-02-29", "2026-07-02", "2026-07-01", "0000-00-00", "9999-12-31", "2019-1-01",
    "2019-12-32", "04/10/2019", '"2019-10-04"', '"2019-10-""4"', "", " ", "-019-10-04",
    "2019-10-0é",
)  # fmt: skip
LONG = ("é" * 10_000, '"' + "😀\n" * 5_000 + '"')
LAYOUTS = st.sampled_from([PLACES, CAPTIONED, DATED])


def told(stretch: Stretch, block: bytes) -> dict[int, object]:
    """Return by its number what became of each row."""
    good = {row[0]: tuple(row[1:]) for row in zip(*stretch.good, strict=True)}
    bad = {one.row: (block[one.start : one.end], one.offence) for one in stretch.bad}
    assert not good.keys() & bad.keys()
    assert sorted({**good, **bad}) == list(range(stretch.read))
    return {**good, **bad}


@settings(max_examples=600, deadline=None)
@given(blocks, LAYOUTS, st.booleans())
@example(b'1,"a\n1,b,1,1,1,1\n', PLACES, True)
@example(b'1,a,1,1,1,1,"x\n2,b,2,2,2,2,y"\n', CAPTIONED, True)
@example(b"1,a,1,1,1,1\r", PLACES, True)
def test_columns_are_read_as_the_grammar_reads_rows(
    block: bytes, layout: Layout, last: bool
) -> None:
    by = grammar(layout)
    exact, quick = (reader(by, block, last=last) for reader in READERS)
    assert exact.consumed == quick.consumed
    assert told(exact, block) == told(quick, block)


@settings(max_examples=300, deadline=None)
@given(blocks, LAYOUTS, st.integers(1, 200))
@pytest.mark.parametrize("reader", READERS, ids=lambda one: type(one).__name__)
def test_rows_do_not_depend_on_where_blocks_end(
    reader: BlockReader, block: bytes, layout: Layout, size: int
) -> None:
    by = grammar(layout)
    whole = told(reader(by, block, last=True), block)
    place, rows, asked = 0, list[object](), size
    while place < len(block):
        part = block[place : place + asked]
        last = place + len(part) == len(block)
        stretch = reader(by, part, last=last)
        some = told(stretch, part)
        rows += [some[one] for one in sorted(some)]
        place += stretch.consumed
        asked = asked + size if not stretch.consumed else size
    assert rows == [whole[one] for one in sorted(whole)]


def test_a_large_block_is_read_as_the_grammar_reads_rows() -> None:
    """Hundreds of quotes, and text that is none in many places, also within long rows."""
    random, by = Random(11), grammar(CAPTIONED)
    rows = [f"{PLAIN},{caption}".encode() for caption in (*CAPTIONS, *LONG)]
    rows += [one.encode() for one in BAD] + [PLAIN.encode() + b",caf\xe9", b"\xff", b"", b"\x7f"]
    weights = [50] * len(CAPTIONS) + [1] * (len(rows) - len(CAPTIONS))
    block = b"\r\n".join(random.choices(rows, weights, k=4_000))
    for last in (True, False):
        exact, quick = (reader(by, block, last=last) for reader in READERS)
        assert exact.consumed == quick.consumed
        assert told(exact, block) == told(quick, block)
    bad = Columnar()(by, block, last=True).bad
    assert {one.offence.reason for one in bad} >= {
        Reason.UNDECODABLE, Reason.BROKEN_QUOTE, Reason.STRAY_LINE_BREAK, Reason.NUL_BYTE,
    }  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda one: type(one).__name__)
class TestNeighbours:
    """A bad row costs nobody else."""

    @pytest.mark.parametrize(
        "bad",
        [
            '1,"a,1,1,1,1',
            '"1,a,1,1,1,1',
            "1,a,1,1",
            '1,a",1,1,1,1',
            '1,"a"b,1,1,1,1',
            "\0",
            "1,\r,2",
        ],
    )
    def test_a_bad_row_takes_none_with_it(self, reader: BlockReader, bad: str) -> None:
        block = "".join(f"{line}\n" for line in (PLAIN, bad, PLAIN, bad, bad, PLAIN)).encode()
        stretch = reader(grammar(), block, last=True)
        assert stretch.good.rows == [0, 2, 5]
        assert [one.row for one in stretch.bad] == [1, 3, 4]

    def test_two_open_quotes_do_not_close_each_other_around_a_good_row(
        self, reader: BlockReader
    ) -> None:
        block = b'1,a,1,1,1,1,"x\n2,b,2,2,2,2,y\n3,c,3,3,3,3,"\n4,d,4,4,4,4,z\n'
        stretch = reader(grammar(CAPTIONED), block, last=True)
        assert stretch.good.influencer_ids == ["b", "d"]

    def test_a_cell_may_have_lines(self, reader: BlockReader) -> None:
        block = b'1,a,1,1,1,1,"one\r\n\r\ntwo ""2"", three"\r\n2,b,2,2,2,2,\r\n'
        stretch = reader(grammar(CAPTIONED), block, last=True)
        assert (sorted(stretch.good.influencer_ids), stretch.bad) == (["a", "b"], [])

    @pytest.mark.parametrize("beside", ["ann", "é"])
    def test_an_id_has_no_lines(self, reader: BlockReader, beside: str) -> None:
        lines = (f"1,{beside},1,1,1,1", '1,"b\nc",1,1,1,1', '1,"d\r\ne",1,1,1,1', "1,f,1,1,1,1\n")
        stretch = reader(grammar(), "\n".join(lines).encode(), last=True)
        assert stretch.good.influencer_ids == [beside, "f"]
        unprintable = Offence(Reason.ID_UNPRINTABLE, "influencerId")
        assert [one.offence for one in stretch.bad] == [unprintable] * 2

    def test_noughts_before_a_count_are_nothing(self, reader: BlockReader) -> None:
        """However many: `int()` takes 4,300 digits at most."""
        noughts = "0" * 5_000
        lines = (f"{noughts}1,a,{noughts}2,0,0,{noughts}9", f"1,a,1,1,1,{noughts}")
        stretch = reader(grammar(), "\n".join(lines).encode(), last=True)
        assert (stretch.good.likes, stretch.good.views) == ([2], [9])
        assert [one.offence.reason for one in stretch.bad] == [Reason.ZERO_VIEWS]

    def test_counts_at_the_edge(self, reader: BlockReader) -> None:
        most = 2**31 - 1
        lines = [
            f"{most},a,{most},0,0,1",
            f"1,a,{most},1,0,1",
            f"1,a,0,0,0,{most + 1}",
            "1,a,0,0,0,0",
        ]
        stretch = reader(grammar(), "\n".join(lines).encode(), last=True)
        assert stretch.good.likes == [most]
        assert [one.offence.reason for one in stretch.bad] == [
            "engagement_too_large", "too_large", "zero_views",
        ]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(DAYS) | st.dates().map(str), min_size=1, max_size=30))
def test_days_are_read_as_the_grammar_reads_them(days: list[str]) -> None:
    block = "".join(f"{PLAIN},{one}\n" for one in days).encode()
    by = grammar(DATED, latest=date(2026, 7, 1))
    exact, quick = (reader(by, block, last=True) for reader in READERS)
    assert told(exact, block) == told(quick, block)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: type(one).__name__)
def test_a_day_is_one_that_is_written_in_one_way(reader: BlockReader) -> None:
    """What may be two days, or is none, is never guessed."""
    given = {
        "2024-02-29": date(2024, 2, 29),
        '"2024-03-01"': date(2024, 3, 1),
        "0001-01-01": date(1, 1, 1),
        "2026-07-01": date(2026, 7, 1),
        "2026-07-02": Reason.FUTURE_DATE,
        "2019-02-29": Reason.NO_SUCH_DAY,
        "2019-13-01": Reason.NO_SUCH_DAY,
        "2019-00-10": Reason.NO_SUCH_DAY,
        "0000-01-01": Reason.NO_SUCH_DAY,
        "04/10/2019": Reason.NOT_A_DATE,
        "2019-4-10": Reason.NOT_A_DATE,
        "20190410": Reason.NOT_A_DATE,
        "2019-04-10T00": Reason.NOT_A_DATE,
        " 2019-04-10": Reason.NOT_A_DATE,
        "٢٠١٩-٠٤-١٠": Reason.NOT_A_DATE,
        "": Reason.MISSING,
        '=HYPERLINK(""x"")': Reason.FORMULA,
    }
    block = "".join(f"{PLAIN},{one}\n" for one in given).replace('=HYPERLINK(""x"")', "=1+1")
    found = reader(grammar(DATED, latest=date(2026, 7, 1)), block.encode(), last=True)
    days = dict(zip(found.good.rows, found.good.days, strict=True))
    reasons = {one.row: (one.offence.reason, one.offence.field) for one in found.bad}
    assert [days.get(row) or reasons[row] for row in range(len(given))] == [
        one.toordinal() if isinstance(one, date) else (one, "date") for one in given.values()
    ]


def test_rates_of_both_are_the_domains() -> None:
    row = Performance(1, "a", 2**31 - 1, 0, 0, 3)
    block = f"1,a,{row.likes},0,0,3\n1,a,0,1,2,7\n1,a,7,0,0,7\n".encode()
    for reader in READERS:
        rates = reader(grammar(), block, last=True).good.rates
        assert rates == [row.rate, Performance(1, "a", 0, 1, 2, 7).rate, 2**62]


def test_what_is_too_long_is_one_row() -> None:
    block = PLAIN.encode() + b"\n" + b"x" * 70_000 + b"\n" + PLAIN.encode()
    for reader in READERS:
        stretch = reader(grammar(), block, last=True)
        assert stretch.good.rows == [0, 2]
        assert [one.offence for one in stretch.bad] == [Offence(Reason.ROW_TOO_LONG)]
