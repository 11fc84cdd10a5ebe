"""What words about customers need from the outside world."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.jobs.ports import Job, Lease
from application.paging import Page, Window
from domain.ids import OrganisationId
from domain.insights.record import Interaction, Record
from domain.insights.words.draft import Draft, DraftId, Reply
from domain.insights.words.letter import Wish
from domain.insights.words.period import Period


class RecordReader(Protocol):
    """Counts are the database's own; nothing here was said by a model."""

    def record(
        self, organisation_id: OrganisationId, customer_id: int, period: Period
    ) -> Record | None:
        """Return what is on record of a customer in the period, newest first.

        All of one snapshot. None for a customer whom no file and no interaction knows. Raises
        Unavailable when it changes all the time.
        """

    def snapshot(self, organisation_id: OrganisationId) -> int:
        """Return the number that every change increases; 0 before the first."""

    def names(
        self, organisation_id: OrganisationId, words: Collection[str], customer_id: int
    ) -> frozenset[str]:
        """Return those of the words by which other customers are called, and this one is not."""


class Relevance(Protocol):
    """Insights' view of knowledge."""

    def ranked(self, query: str, interactions: Sequence[Interaction]) -> Sequence[Interaction]:
        """Return them by how near they are to the query in meaning, best first.

        Raises Unavailable.
        """


class Salts(Protocol):
    def __call__(self) -> Iterator[str]:
        """Yield letters and digits that nobody can foresee, without an end."""


@dataclass(frozen=True, slots=True)
class DraftKey:
    """A draft is the same as long as all of this is."""

    organisation_id: OrganisationId
    customer_id: int
    snapshot: int
    model: str
    asked: Wish | Period


class Drafts(Protocol):
    """Drafts that were written before; any may be forgotten at any time."""

    def get(self, key: DraftKey) -> object | None: ...

    def put(self, key: DraftKey, draft: object) -> None: ...


class DraftLog(Protocol):
    """Prompts, what was retrieved for them, and replies."""

    def keep(self, draft: Draft, job: Job | None = None, patience: float | None = None) -> None:
        """Keep it with the job to have a shadow write from it.

        Raises Unavailable, also where others write for as long as `patience`, in seconds.
        """

    def by_id(self, organisation_id: OrganisationId, id: DraftId) -> Draft | None: ...

    def listed(
        self, organisation_id: OrganisationId, window: Window, since: datetime
    ) -> Page[Draft]:
        """Return the organisation's that were written since then, newest first."""

    def forget(self, before: datetime) -> int:
        """Forget what was written before; return how many that were."""

    def keep_shadow(self, lease: Lease, reply: Reply | None) -> None:
        """Keep what a shadow wrote beside the draft, and finish the job. Raises LeaseLost."""
