"""A file whose reader hangs, hoards or dies harms nobody."""

import pytest

from adapters.insights.books.limits import BookLimits
from adapters.insights.books.reader import ConfinedBookReader
from domain.insights.book_errors import (
    BookNeededTooMuchMemory,
    BookTookTooLong,
    BookTooLarge,
    BookUnreadable,
)

MODULE = "support.misbehaving_book_reader"
LIMITS = BookLimits(rows=100, seconds=3, cpu_seconds=2, memory_bytes=300_000_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "refusal"),
    [
        ("stop", BookTookTooLong),
        ("spin", BookTookTooLong),
        ("hoard", BookNeededTooMuchMemory),
        ("die", BookNeededTooMuchMemory),
        ("flood", BookTooLarge),
        ("babble", BookUnreadable),
        ("half", BookUnreadable),
    ],
)
def test_whatever_its_process_does_becomes_a_refusal(word: str, refusal: type[Exception]) -> None:
    reader = ConfinedBookReader(LIMITS, MODULE)
    with pytest.raises(refusal), reader.open(word.encode(), "x"):
        pass
