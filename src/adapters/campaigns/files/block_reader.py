"""Blocks read in columns: plain lines all at once, the others as the grammar says, one by one."""

import dataclasses
from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

import numpy as np

from adapters.campaigns.files.days import days_of
from adapters.campaigns.files.digits import WORD, Ints, numbers, words_of
from adapters.campaigns.files.exact_reader import add
from adapters.campaigns.files.lines import Lines, lines_of
from adapters.campaigns.files.marks import SPACE, Flags
from application.campaigns.files.ports import BadRow, Columns, Stretch
from domain.campaigns.rate import MOST
from domain.campaigns.rows import Row, RowGrammar
from domain.campaigns.rules import FORMULA, LONGEST_ID, Offence

PADDING = b"\n" * WORD
FIRSTS = np.zeros(256, bool)
FIRSTS[[SPACE, *(ord(sign) for sign in FORMULA)]] = True
HALF = np.int64(31)
ID = 1


class BlockReader:
    """Equals ExactReader, which tests hold it to. Knows the rules by heart."""

    def __call__(self, grammar: RowGrammar, block: bytes, *, last: bool) -> Stretch:
        whole = block if last else block[: block.rfind(b"\n") + 1]
        if not whole:
            return Stretch(0, 0, Columns.empty(), [])
        ended = whole if whole.endswith(b"\n") else whole + b"\n"
        padded = PADDING + ended
        lines = lines_of(grammar, padded, last=last)
        found = _plain_rows(grammar, lines, padded)
        return _together(grammar, block, lines, found, last=last)


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """Plain lines that are good rows; the columns are as long as `lines`."""

    lines: Ints
    counts: tuple[Ints, ...]
    ids: Sequence[str]
    rates: Ints
    days: Ints | None


def _plain_rows(grammar: RowGrammar, lines: Lines, padded: bytes) -> Plain:
    words = words_of(padded)
    fine = np.ones(len(lines.plain), bool)
    found: list[Ints] = []
    spans = [_span(grammar, lines, place) for place in grammar.layout.places]
    for number, (starts, ends) in enumerate(spans):
        if number != ID:
            values, good = numbers(words, starts, ends)
            fine &= good & (values <= MOST)
            found.append(values)
    _, likes, comments, shares, views = found
    engagements = likes + comments + shares
    told = _days(grammar, lines)
    if told is not None:
        fine &= told[1]
    fine &= (views > 0) & (engagements <= MOST) & _fine_ids(lines, *spans[ID])
    ids = _ids(padded, spans[ID][0][fine], spans[ID][1][fine])
    doubtful = _doubtful_texts(grammar, ids, quoted=lines.quoted)
    if doubtful:
        fine[np.flatnonzero(fine)[doubtful]] = False
        left_out = frozenset(doubtful)
        ids = [one for number, one in enumerate(ids) if number not in left_out]
    counts = tuple(one[fine] for one in found)
    rates = _rates(engagements[fine], counts[-1])
    days = told[0][fine] if told is not None else None
    return Plain(lines.plain[fine], counts, ids, rates, days)


def _days(grammar: RowGrammar, lines: Lines) -> tuple[Ints, Flags] | None:
    place = grammar.layout.day
    if place is None:
        return None
    return days_of(lines.bytes, *_span(grammar, lines, place), grammar.latest)


def _span(grammar: RowGrammar, lines: Lines, place: int) -> tuple[Ints, Ints]:
    """Return where the cells of a column hold what they do: without their quotes."""
    starts, ends = lines.cells[place], lines.cells[place + 1] - 1
    if not lines.quoted:
        return starts, ends
    is_quoted = (lines.bytes[starts] == ord(grammar.quote)) & (ends > starts)
    return starts + is_quoted, ends - is_quoted


def _fine_ids(lines: Lines, starts: Ints, ends: Ints) -> Flags:
    sizes = ends - starts
    edges: Flags = FIRSTS[lines.bytes[starts]] | (lines.bytes[ends - 1] == SPACE)
    fine: Flags = (sizes > 0) & (sizes <= LONGEST_ID) & ~edges
    return fine


def _ids(padded: bytes, starts: Ints, ends: Ints) -> list[str]:
    """Return their texts; those that are not ASCII stand as if they were Latin-1."""
    text = padded.decode("latin-1")
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def _doubtful_texts(grammar: RowGrammar, ids: list[str], *, quoted: bool) -> list[int]:
    """Decode what is not ASCII; return which have a quote inside, or may not be printable.

    Of what is not printable in ASCII only line breaks come here, and only within quotes.
    """
    whole, unlikely = "".join(ids), (grammar.quote, "\n") if quoted else ()
    if whole.isascii() and not any(one in whole for one in unlikely):
        return []
    doubtful = list[int]()
    for number, text in enumerate(ids):
        if not text.isascii():
            ids[number] = text.encode("latin-1").decode()
            if not ids[number].isprintable() or ids[number] != ids[number].strip():
                doubtful.append(number)
        if any(one in text for one in unlikely):
            doubtful.append(number)
    return doubtful


def _rates(engagements: Ints, views: Ints) -> Ints:
    """See domain.campaigns.rate: two steps of 31 bits each, as 64 bits hold no more."""
    below = engagements <= views
    small, large = np.minimum(engagements, views), np.maximum(engagements, views)
    high, rest = np.divmod(small << HALF, large)
    codes: Ints = (high << HALF) + (rest << HALF) // large
    # the code of what is above one is 2^63 less this, and 2^63 itself is one too many
    above: Ints = (np.int64(2**63 - 1) - codes) + 1
    return np.where(below, codes, above)


def _together(
    grammar: RowGrammar, block: bytes, lines: Lines, found: Plain, *, last: bool
) -> Stretch:
    """Have the grammar see to every other line, and number the rows as they stand."""
    is_row = np.zeros(len(lines.starts), bool)
    is_row[found.lines] = True
    starts = lines.starts - WORD
    others, consumed = _others(grammar, block, starts, is_row, last=last)
    until = int(np.searchsorted(starts, consumed))
    is_row[until:] = False
    kept = is_row[found.lines]
    for line, _ in others:
        is_row[line] = True
    numbered = np.cumsum(is_row) - 1
    good = _columns(found, kept, numbered)
    bad = list[BadRow]()
    for line, row in others:
        number = int(numbered[line])
        if isinstance(row.verdict, Offence):
            bad.append(BadRow(number, row.start, row.end, row.verdict))
        elif row.verdict is not None:
            add(good, number, row.verdict)
    return Stretch(consumed, int(is_row.sum()), good, bad)


def _others(
    grammar: RowGrammar, block: bytes, starts: Ints, is_row: Flags, *, last: bool
) -> tuple[list[tuple[int, Row]], int]:
    """Return the rows that begin at other lines, with their lines, and how far the block goes.

    Lines that lie within such a row are no rows.
    """
    rows, within, begins = list[tuple[int, Row]](), 0, starts.tolist()
    for line in np.flatnonzero(~is_row).tolist():
        start = begins[line]
        if start < within:
            continue
        row = grammar.row_at(block, start, last=last)
        if row is None:
            return rows, start
        within = row.next
        if line + 1 < len(begins) and begins[line + 1] < within:
            is_row[line + 1 : bisect_left(begins, within)] = False
        if row.verdict is not None:
            rows.append((line, row))
    end = len(block) if last else block.rfind(b"\n") + 1
    return rows, end


def _columns(found: Plain, kept: Flags, numbered: Ints) -> Columns:
    rows = numbered[found.lines]
    days = () if found.days is None else (found.days,)
    columns = (rows, *found.counts, found.rates, *days)
    ids = list(found.ids)
    if not kept.all():
        columns = tuple(one[kept] for one in columns)
        ids = list(compress(ids, kept.tolist()))
    rows, campaigns, likes, comments, shares, views, rates, *told = (
        one.tolist() for one in columns
    )
    dates = told[0] if told else [None] * len(ids)
    return Columns(rows, campaigns, ids, likes, comments, shares, views, rates, dates)
