"""A sentence, and the interactions that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.insights.record import Interaction, Record

MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Line:
    """`interactions` are those behind it, newest first, of `total`; `of` names its template.

    A `fixed` one is nobody's to reword: what must be said, and how.
    """

    text: str
    of: str
    interactions: tuple[UUID, ...] = ()
    total: int = 0
    fixed: bool = False


def resting_on(
    record: Record, text: str, of: str, fits: Callable[[Interaction], bool], total: int
) -> Line:
    """Return a line with those of the newest interactions that fit; `total` counts all."""
    named = tuple(one.id for one in record.newest if fits(one))[:MOST_NAMED]
    return Line(text, of, named, total)


def day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def counted(many: int) -> str:
    return f"{many} interaction{'' if many == 1 else 's'}"


def listed(words: tuple[str, ...]) -> str:
    """Return `A, B and C`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
