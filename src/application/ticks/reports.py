"""What is worth telling about a market, apart from its trades."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from application.ticks.feed import Name


class What(StrEnum):
    LOST = "lost"
    EXCHANGE_DOWN = "exchange_down"
    UNEVEN = "uneven"
    CONFLICT = "conflict"
    REFUSED = "refused"
    ABSENT = "absent"
    MISMATCH = "mismatch"
    CUT = "cut"
    SPILLING = "spilling"
    DAMAGED = "damaged"
    IMPLAUSIBLE = "implausible"
    RESET = "reset"
    NOT_FILLED = "not_filled"
    STATUS = "status"
    TICK_SIZE = "tick_size"
    NOT_LEADING = "not_leading"


@dataclass(frozen=True, slots=True)
class Report:
    """`first` .. `last` are ids of trades, `raw` is what came, as far as it is kept."""

    what: What
    name: Name | None = None
    detail: str = ""
    first: int | None = None
    last: int | None = None
    raw: bytes = b""


class Reporter(Protocol):
    def tell(self, report: Report) -> None:
        """Make it known; never raises, and never takes long."""
