"""How far an import is."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """A file is looked through for what it leaves open, then planned, then taken in."""

    READING = "reading"
    PLANNING = "planning"
    APPLYING = "applying"


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows that were gone through in this step, of `rows` in all; None while nobody knows."""

    step: Step
    done: int = 0
    rows: int | None = None
