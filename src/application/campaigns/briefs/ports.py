"""What briefs need from the outside world."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from application.paging import Page, Window
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId, Writing
from domain.campaigns.briefs.tools import Tool
from domain.campaigns.briefs.trace import ToolCall, ToolResult
from domain.ids import DocumentId, OrganisationId
from domain.principal import Principal


class Tools(Protocol):
    """What a writer may call, and where it says what it asked a model."""

    @property
    def allowed(self) -> tuple[Tool, ...]: ...

    @property
    def spent(self) -> bool:
        """Whether no more calls are to be made: all that may be made were made."""

    def call(self, name: str, arguments: object) -> ToolCall:
        """Call it and keep what became of it; never raises for what the caller did wrong."""

    def planned(self, name: str, arguments: Mapping[str, Any]) -> ToolCall:
        """Call it as the house itself does, unless it was called so already."""

    def model_called(
        self, purpose: str, *, seconds: float, characters: int, tool_calls: int
    ) -> None:
        """Keep that a model was asked."""


class Drafting(Protocol):
    def draft(self) -> str:
        """Return a brief as JSON, as good as the writer makes it; raises Unavailable."""

    def again(self, why: str) -> str:
        """Return it mended: `why` says what was wrong with the last one; raises Unavailable."""


class BriefWriter(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def prompt(self) -> str:
        """Stands for the words that a model is given: another one as soon as they change."""

    def begin(self, asked: Asked, tools: Tools) -> AbstractContextManager[Drafting]:
        """Begin a brief; leaving ends all that it holds. Raises Unavailable."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What of our articles `by` may find at one moment.

    `readable` stands for which they may read, and `state` for what those say: who has the same of
    both finds the same.
    """

    by: Principal
    readable: str = ""
    state: str = ""


class ArticleTrends(Protocol):
    def reach(self, by: Principal) -> Reach: ...

    def about(self, reach: Reach, topic: str, limit: int) -> ToolResult:
        """Return what they say about it, cited, from no others than are within that reach.

        Without what is personal in them, for it is told to a model. Raises Unavailable.
        """


class PerformanceTrends(Protocol):
    def snapshot(self, organisation_id: OrganisationId) -> int:
        """Return a number that grows whenever the organisation's performance data changes."""

    def best(self, organisation_id: OrganisationId, limit: int, min_views: int) -> ToolResult:
        """Return what did best, with the snapshot that it was read from or one before."""


@dataclass(frozen=True, slots=True)
class Found:
    """It is written already."""

    writing: Writing


@dataclass(frozen=True, slots=True)
class Claimed:
    """Whoever holds this token is to write it."""

    token: UUID


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody else writes it, under that token."""

    token: UUID


@dataclass(frozen=True, slots=True)
class Claim:
    """`awaited` is the token of one who was seen writing: what came of it is good enough."""

    organisation_id: OrganisationId
    meaning: str
    token: UUID
    snapshot: int
    awaited: UUID | None = None


class Writings(Protocol):
    """Writings by what they mean. A row with a lease decides who writes, across processes."""

    def fresh(self, claim: Claim, now: datetime) -> Writing | None:
        """Return one that may be shown to who claims: one read, and no lock."""

    def claim(self, claim: Claim, *, now: datetime, until: datetime) -> Found | Claimed | Awaited:
        """Find it fresh, or take it upon oneself until that moment unless somebody has."""

    def finish(self, claim: Claim, writing: Writing, *, fresh_until: datetime) -> bool:
        """Keep the writing, for others only while the claim was not lost.

        Return False, with nothing kept, where a document that it was told of is deleted by now:
        whoever withdraws what is kept of that may have been here before.
        """

    def give_up(self, claim: Claim) -> None:
        """Let another one write it."""

    def withdraw(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        """Keep no words any more of writings that were told of that document."""

    def forget(self, before: datetime) -> int:
        """Drop what was fresh until before that moment from memory; writings themselves stay."""


class Briefs(Protocol):
    def add(self, brief: Brief) -> Brief:
        """Keep it; where the id is taken, return what is kept there."""

    def by_id(self, organisation_id: OrganisationId, id: BriefId) -> Brief | None: ...

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Brief]:
        """Return the organisation's, newest first."""
