"""What was said of a fact, one time after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.campaigns.rankings.ranking import Counts


@dataclass(frozen=True, slots=True)
class Fact:
    """What an influencer's posts did in a campaign on a day."""

    campaign_id: int
    influencer_id: str
    day: date


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """When something was said, in order: `received_at` is when the row's file came."""

    received_at: datetime
    file_id: UUID
    row: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A published row that tells of a fact."""

    said: Said
    counts: Counts

    @property
    def received_at(self) -> datetime:
        return self.said.received_at

    @property
    def file_id(self) -> UUID:
        return self.said.file_id

    @property
    def row(self) -> int:
        return self.said.row


@dataclass(frozen=True, slots=True)
class Revisions:
    """Some of a fact's, the last one first; `newest` is the last of all, which counts."""

    items: tuple[Revision, ...]
    newest: Said | None
    more: bool
