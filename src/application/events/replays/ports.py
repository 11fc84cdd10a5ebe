"""What replaying needs from the outside world."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from application.events.processing.ports import Effects
from application.jobs.ports import Jobs
from application.paging import Page, Window
from domain.events.entry import Journalled
from domain.events.projection import Line
from domain.events.replay import Replay, ReplayId
from domain.ids import OrganisationId


class Replays(Protocol):
    def add(self, replay: Replay) -> None:
        """Raises ReplayRunning when one of this organisation and consumer runs."""

    def held(self, id: ReplayId) -> Replay | None:
        """Return it as it is now; nobody else changes it until the transaction ends."""

    def save(self, replay: Replay) -> None: ...


class Projection(Effects, Protocol):
    """What a consumer makes of events, beside what it made of them live."""

    def lines(self) -> Iterable[Line]:
        """Return all that it says, in any order."""

    def put_in_place(self) -> None:
        """Let it be what is live, instead of what was."""

    def drop(self) -> None:
        """Keep nothing of it beside."""


class ReplayWork(Protocol):
    @property
    def replays(self) -> Replays: ...

    @property
    def jobs(self) -> Jobs: ...

    def projection(self, replay: Replay) -> Projection: ...

    def live_lines(self, replay: Replay) -> Iterable[Line]:
        """Return all that the organisation's live projection says."""

    def done(self, consumer: str, positions: Collection[int]) -> set[int]:
        """Return those that the consumer has done."""

    def waiting(self, consumer: str, positions: Collection[int]) -> set[int]:
        """Return those in its backlog."""

    def commit(self) -> None: ...


class ReplayStore(Protocol):
    def transaction(self, alone_with: str | None = None) -> AbstractContextManager[ReplayWork]:
        """Begin; `alone_with` a consumer, it does nothing meanwhile. Raises Unavailable."""

    def by_id(self, organisation_id: OrganisationId, id: ReplayId) -> Replay | None: ...

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Replay]:
        """Return the organisation's, newest first."""


class Past(Protocol):
    """One organisation's part of the journal."""

    def after(
        self, organisation_id: OrganisationId, position: int, limit: int
    ) -> Sequence[Journalled]:
        """Return the entries that follow, in order."""

    def before(self, organisation_id: OrganisationId, moment: datetime) -> int:
        """Return a position such that whatever came from that moment on lies after it."""

    def forgotten_until(self) -> datetime | None:
        """Return when the latest came of what the journal forgot; None while it has all."""
