"""Briefs that were asked for, and the writings that they show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, NewType
from uuid import UUID

from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.content import Content
from domain.campaigns.briefs.trace import Trace
from domain.errors import NotFound
from domain.ids import OrganisationId, UserId

BriefId = NewType("BriefId", UUID)
WritingId = NewType("WritingId", UUID)


class BriefNotFound(NotFound):
    code: ClassVar[str] = "brief_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such brief")


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer came to. `fallback` when no model's answer could be used.

    `snapshot` is the number of the performance data that fed it; None when none did.
    """

    content: Content
    trace: Trace
    model: str
    repairs: int
    fallback: bool
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class Writing:
    """Something written once, for all who ask the same while it is fresh."""

    id: WritingId
    organisation_id: OrganisationId
    written: Written
    at: datetime

    def withdrawn(self) -> Writing:
        """Return it without its words, and without those that it was told.

        What it was told of stays, so that nobody reads what is left.
        """
        nothing = Content("", (), (), "", self.written.content.tone)
        written = replace(self.written, content=nothing, trace=self.written.trace.untold())
        return replace(self, written=written)


@dataclass(frozen=True, slots=True)
class Brief:
    """What one request got; `cached` when another had it written."""

    id: BriefId
    organisation_id: OrganisationId
    asked_by: UserId
    asked: Asked
    writing: Writing
    cached: bool
    created_at: datetime
