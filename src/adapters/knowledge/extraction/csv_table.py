"""Pages of a table: each row as a sentence, so that it can be found and quoted."""

import csv
from collections.abc import Generator, Iterator, Sequence
from io import StringIO
from itertools import islice, zip_longest

from adapters.knowledge.extraction.limits import Limits
from adapters.knowledge.extraction.plain import decoded_within
from domain.knowledge.errors import Unreadable

ROWS_A_PAGE = 50
LONGEST_FIELD = 1_000_000
SNIFFED = 16_384
USUAL = ","


def csv_pages(content: bytes, limits: Limits) -> Generator[str, None, None]:
    """Yield pages of 50 rows, written `header: value; …`; raises Unreadable.

    Page 1 holds the rows 1 to 50 below the header. A row with more fields than the header keeps
    them all; a field that is missing or empty is left out.
    """
    rows = _rows(decoded_within(content, limits))
    try:
        header = next(rows, [])
        sentences = (_sentence(header, row) for row in rows if any(row))
        yield next(pages := _pages(sentences), "; ".join(filter(None, header)))
        yield from pages
    except csv.Error as error:
        raise Unreadable(f"the file is no table: {error}") from error


def _rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    lines = StringIO(text, newline="")
    rows = csv.reader(lines, delimiter=_delimiter(text), skipinitialspace=True)
    return ([field.strip() for field in row] for row in rows)


def _delimiter(text: str) -> str:
    """Guess what parts the fields. Quotes are those of RFC 4180: what they mean is not guessed."""
    try:
        return csv.Sniffer().sniff(text[:SNIFFED], delimiters=",;\t|").delimiter
    except csv.Error:
        return USUAL


def _sentence(header: Sequence[str], row: Sequence[str]) -> str:
    named = zip_longest(header, row[: len(header)], fillvalue="")
    told = [f"{name}: {value}" if name else value for name, value in named if value]
    return "; ".join([*told, *filter(None, row[len(header) :])]) + "."


def _pages(sentences: Iterator[str]) -> Iterator[str]:
    while rows := list(islice(sentences, ROWS_A_PAGE)):
        yield "\n\n".join(rows)
