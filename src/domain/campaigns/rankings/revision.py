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


@dataclass(frozen=True, slots=True)
class Revision:
    """A published row that tells of a fact; `received_at` is when its file came."""

    file_id: UUID
    row: int
    received_at: datetime
    counts: Counts
