"""How a ranking looks on its way out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from uuid import UUID

import msgspec

from application.campaigns.rankings.ports import Ranked
from domain.campaigns.rankings.interval import wilson
from domain.campaigns.rankings.ranking import Missing, Neighbours, Standing

LEVEL = 0.95


class IntervalView(msgspec.Struct):
    """Where the rate lies with `level`, were each view an independent trial: `method` says how."""

    low: float
    high: float
    level: float
    method: str


class NeighbourView(msgspec.Struct):
    campaign_id: int | None
    influencer_id: str
    engagement_rate: float
    rank: int

    @classmethod
    def of(cls, one: Standing) -> NeighbourView:
        place = one.place
        rate = float(one.counts.rate)
        return cls(place.campaign_id, place.influencer_id, rate, one.rank)


class StandingView(msgspec.Struct):
    """Why it stands there: the exact fraction, who shares the rank, and who is next to it."""

    engagements: int
    views: int
    fraction: str
    tied: int
    above: NeighbourView | None
    below: NeighbourView | None
    quarantined_rows: int

    @classmethod
    def of(cls, one: Standing, around: Neighbours, missing: Missing) -> StandingView:
        rate = one.counts.rate
        return cls(
            engagements=one.counts.engagements,
            views=one.counts.views,
            fraction=f"{rate.numerator}/{rate.denominator}",
            tied=one.tied,
            above=NeighbourView.of(around.above) if around.above else None,
            below=NeighbourView.of(around.below) if around.below else None,
            quarantined_rows=missing.quarantined,
        )


class PerformerView(msgspec.Struct):
    """`engagement_rate` is the double nearest to (likes + comments + shares) / views.

    `interval` is null where engagements exceed views. `rows` is how many rows were summed up; of a
    single row `file_id` and `row` say which.
    """

    campaign_id: int | None
    influencer_id: str
    likes: int
    comments: int
    shares: int
    views: int
    engagement_rate: float
    rank: int
    rows: int
    file_id: UUID | None
    row: int | None
    interval: IntervalView | None
    explanation: StandingView | None

    @classmethod
    def of(cls, one: Standing, explanation: StandingView | None) -> PerformerView:
        place, counts = one.place, one.counts
        sure = wilson(counts.engagements, counts.views)
        return cls(
            campaign_id=place.campaign_id,
            influencer_id=place.influencer_id,
            likes=counts.likes,
            comments=counts.comments,
            shares=counts.shares,
            views=counts.views,
            engagement_rate=float(counts.rate),
            rank=one.rank,
            rows=counts.rows,
            file_id=place.file_id,
            row=place.row,
            interval=IntervalView(sure.low, sure.high, LEVEL, "wilson") if sure else None,
            explanation=explanation,
        )


class MissingView(msgspec.Struct):
    """`quarantined` counts rows of published files, `unpublished` files that are on their way."""

    reason: str
    count: int


class RankingCoverage(msgspec.Struct):
    """`state` is `complete`, or `partial` with what is missing."""

    state: str
    missing: list[MissingView]

    @classmethod
    def of(cls, missing: Missing) -> RankingCoverage:
        counted = {
            "quarantined": missing.quarantined,
            "unpublished": missing.unpublished_files,
        }
        told = [MissingView(reason, many) for reason, many in counted.items() if many]
        return cls("complete" if missing.is_none else "partial", told)


class RankingView(msgspec.Struct):
    """`snapshot` grows whenever published rows change."""

    items: list[PerformerView]
    next_cursor: str | None
    coverage: RankingCoverage
    snapshot: int

    @classmethod
    def of(cls, ranked: Ranked, next_cursor: str | None) -> RankingView:
        explained: Iterable[StandingView | None] = repeat(None)
        if ranked.neighbours:
            both = zip(ranked.standings, ranked.neighbours, strict=True)
            explained = [StandingView.of(*one, ranked.missing) for one in both]
        both_told = zip(ranked.standings, explained, strict=False)
        items = [PerformerView.of(one, why) for one, why in both_told]
        return cls(items, next_cursor, RankingCoverage.of(ranked.missing), ranked.snapshot)
