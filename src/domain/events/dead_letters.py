"""Choosing among the dead."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import NotFound


@dataclass(frozen=True, slots=True)
class Choice:
    """What is left out does not matter; `since` and `until` bound when an event happened to die."""

    consumer: str | None = None
    type: str | None = None
    source: str | None = None
    reason: str | None = None
    ids: tuple[UUID, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Redrive:
    """`moving` of the `matching` go again; the others stand behind one that was not chosen."""

    matching: int
    moving: int

    @property
    def blocked(self) -> int:
        return self.matching - self.moving


class DeadLetterNotFound(NotFound):
    code = "dead_letter_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such dead letter")
