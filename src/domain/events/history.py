"""One organisation's events as a list, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.events.status import State

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LAST = (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
SIXTY_FOUR, SIXTY_THREE = 64, 63


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an event stands in the list: when it came, and what comes first within a moment.

    The journal and the quarantine count their positions each for itself.
    """

    received_at: datetime
    in_quarantine: bool
    position: int

    def packed(self) -> UUID:
        """Return it as 128 bits that keep the order."""
        moment = (self.received_at - EPOCH) // MICROSECOND
        held = int(self.in_quarantine) << SIXTY_THREE
        return UUID(int=moment << SIXTY_FOUR | held | self.position)

    @classmethod
    def unpacked(cls, packed: UUID) -> Place:
        """Return the place; what lies beyond the end of time is the end of time."""
        moment, rest = divmod(packed.int, 1 << SIXTY_FOUR)
        at = EPOCH + min(moment, LAST) * MICROSECOND
        return cls(at, bool(rest >> SIXTY_THREE), rest & ((1 << SIXTY_THREE) - 1))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is left out does not matter. `since` counts, `until` does not: when an event came."""

    source: str | None = None
    type: str | None = None
    state: State | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What may be told of an event without opening it; `held` is why it is in quarantine."""

    place: Place
    entry: UUID
    source: str
    external_id: str
    type: str
    sequence: int | None
    key_id: UUID
    occurred_at: datetime
    held: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An event and where it is now; `attempts` are the most that one consumer made."""

    event: Remembered
    state: State
    attempts: int = 0
    reason: str | None = None
