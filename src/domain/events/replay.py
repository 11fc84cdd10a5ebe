"""Events of a stretch of time, given to a projection once more."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.errors import Conflict, Invalid, NotFound
from domain.events.entry import Entry
from domain.ids import OrganisationId, UserId

ReplayId = NewType("ReplayId", UUID)


class ReplayState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Passed(StrEnum):
    """Why an event of the journal was not applied; the first two are as they should be."""

    NOT_CHOSEN = "not_chosen"
    UNWANTED = "unwanted"
    ERASED = "erased"
    NOT_DONE = "not_done"


MISSING = (Passed.ERASED, Passed.NOT_DONE)


@dataclass(frozen=True, slots=True)
class Range:
    """Whose moment of arrival, type and source are meant; what is left out does not matter."""

    since: datetime | None = None
    until: datetime | None = None
    types: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        return self == Range()

    def reaches(self, moment: datetime | None) -> bool:
        """Whether something that came at that moment or before may be meant."""
        return moment is not None and (self.since is None or self.since <= moment)

    def takes(self, entry: Entry) -> bool:
        return (
            (self.since is None or entry.received_at >= self.since)
            and (self.until is None or entry.received_at < self.until)
            and (not self.types or entry.type in self.types)
            and (not self.sources or entry.source in self.sources)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """`position` is the last entry that was seen to; `own` and `live` are digests of projections.

    What came up to `forgotten` may be missing in the journal by now. With `replace` what it made
    becomes what is live, if that is complete; `replaced` says that it did.
    """

    id: ReplayId
    organisation_id: OrganisationId
    asked_by: UserId
    consumer: str
    range: Range
    asked_at: datetime
    state: ReplayState = ReplayState.RUNNING
    position: int = 0
    read: int = 0
    applied: int = 0
    passed: Mapping[Passed, int] = field(default_factory=dict)
    forgotten: datetime | None = None
    own: str | None = None
    live: str | None = None
    replace: bool = False
    replaced: bool = False
    finished_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        return self.state is ReplayState.RUNNING

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing of what was asked for."""
        return self.forgotten is None and not any(self.passed.get(one) for one in MISSING)

    @property
    def is_same(self) -> bool | None:
        """Whether it equals the projection that grew live; None where that cannot be said."""
        if self.own is None or not self.range.is_everything:
            return None
        return True if self.own == self.live else False if self.is_complete else None

    def went(self, position: int, applied: int, passed: Mapping[Passed, int]) -> Replay:
        """Count what became of some more entries."""
        counted = {one: self.passed.get(one, 0) + passed.get(one, 0) for one in Passed}
        return dataclasses.replace(
            self,
            position=position,
            read=self.read + applied + sum(passed.values()),
            applied=self.applied + applied,
            passed={one: number for one, number in counted.items() if number},
        )

    @property
    def may_replace(self) -> bool:
        return self.replace and self.range.is_everything and self.is_complete

    def put_in_place(self) -> Replay:
        return dataclasses.replace(self, replaced=True)

    def knowing(self, forgotten: datetime | None) -> Replay:
        """Take into account what the journal has forgotten by now."""
        gone = forgotten if self.range.reaches(forgotten) else None
        return dataclasses.replace(self, forgotten=gone)

    def done(self, own: str, live: str | None, now: datetime) -> Replay:
        return dataclasses.replace(
            self, state=ReplayState.DONE, own=own, live=live, finished_at=now
        )

    def ended(self, state: ReplayState, now: datetime) -> Replay:
        """Raises ReplayOver when it has ended already."""
        if not self.is_running:
            raise ReplayOver
        return dataclasses.replace(self, state=state, finished_at=now)


class ReplayNotFound(NotFound):
    code = "replay_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such replay")


class ReplayOver(Conflict):
    code = "replay_over"

    def __init__(self) -> None:
        super().__init__("this replay has ended")


class ReplayRunning(Conflict):
    code = "replay_running"

    def __init__(self) -> None:
        super().__init__("another replay of this consumer is running; follow it, or cancel it")


class NotRebuildable(Invalid):
    code = "consumer_not_rebuildable"

    def __init__(self, consumer: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"{consumer} is no projection that can be rebuilt; these are: {', '.join(known)}"
        )


class NotWhole(Invalid):
    code = "replay_not_whole"

    def __init__(self) -> None:
        super().__init__("only a replay of everything can take the place of what is live")


class RangeEmpty(Invalid):
    code = "range_empty"

    def __init__(self) -> None:
        super().__init__("nothing lies between these moments: `from` is to be before `to`")
