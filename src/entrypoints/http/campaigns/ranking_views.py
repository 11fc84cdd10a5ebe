"""How a ranking looks on its way out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import repeat
from uuid import UUID

import msgspec

from application.campaigns.rankings.ports import Ranked
from domain.campaigns.rankings.interval import wilson
from domain.campaigns.rankings.ranking import Missing, Neighbours, Standing
from domain.campaigns.rankings.shrinkage import Prior

LEVEL = 0.95


class IntervalView(msgspec.Struct):
    """Where the rate lies with `level`, were each view an independent trial: `method` says how."""

    low: float
    high: float
    level: float
    method: str


class PriorView(msgspec.Struct):
    """Everybody is taken to have had so many engagements in so many views before.

    Estimated from all who are ranked, by the global moments of Marshall (1991): `method`.
    """

    engagements: int
    views: int
    method: str

    @classmethod
    def of(cls, prior: Prior | None) -> PriorView | None:
        return cls(prior.engagements, prior.views, "marshall") if prior else None


class NeighbourView(msgspec.Struct):
    campaign_id: int | None
    influencer_id: str
    engagement_rate: float
    shrunken_rate: float | None
    rank: int

    @classmethod
    def of(cls, one: Standing | None, prior: Prior | None) -> NeighbourView | None:
        if one is None:
            return None
        place, rate = one.place, float(one.counts.rate)
        return cls(place.campaign_id, place.influencer_id, rate, _shrunken(one, prior), one.rank)


class StandingView(msgspec.Struct):
    """Why it stands there: the exact fraction, who shares the rank, and who is next to it.

    `shrunken_fraction` is what it is ranked by where rates are shrunken.
    """

    engagements: int
    views: int
    fraction: str
    shrunken_fraction: str | None
    tied: int
    above: NeighbourView | None
    below: NeighbourView | None
    quarantined_rows: int

    @classmethod
    def of(cls, one: Standing, around: Neighbours, ranked: Ranked) -> StandingView:
        counts, prior = one.counts, ranked.prior
        shrunken = prior.shrunken(counts.engagements, counts.views) if prior else None
        return cls(
            engagements=counts.engagements,
            views=counts.views,
            fraction=_written(counts.rate),
            shrunken_fraction=_written(shrunken) if shrunken is not None else None,
            tied=one.tied,
            above=NeighbourView.of(around.above, prior),
            below=NeighbourView.of(around.below, prior),
            quarantined_rows=ranked.missing.quarantined,
        )


class PerformerView(msgspec.Struct):
    """`engagement_rate` is the double nearest to (likes + comments + shares) / views.

    `shrunken_rate` is that of the prior and these together, null where it was not asked for.
    `interval` is null where engagements exceed views. `rows` is how many rows were summed up; of a
    single row `file_id` and `row` say which, and `day` of which day it is, if it tells that.
    """

    campaign_id: int | None
    influencer_id: str
    likes: int
    comments: int
    shares: int
    views: int
    engagement_rate: float
    shrunken_rate: float | None
    rank: int
    rows: int
    file_id: UUID | None
    row: int | None
    day: date | None
    interval: IntervalView | None
    explanation: StandingView | None

    @classmethod
    def of(
        cls, one: Standing, explanation: StandingView | None, prior: Prior | None
    ) -> PerformerView:
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
            shrunken_rate=_shrunken(one, prior),
            rank=one.rank,
            rows=counts.rows,
            file_id=place.file_id,
            row=place.row,
            day=place.day,
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
    """`snapshot` grows whenever published rows change; `prior` is what rates were shrunken by.

    `replaced_rows` counts published rows of whose day something was said later.
    """

    items: list[PerformerView]
    next_cursor: str | None
    coverage: RankingCoverage
    snapshot: int
    prior: PriorView | None
    replaced_rows: int

    @classmethod
    def of(cls, ranked: Ranked, next_cursor: str | None) -> RankingView:
        explained: Iterable[StandingView | None] = repeat(None)
        if ranked.neighbours:
            both = zip(ranked.standings, ranked.neighbours, strict=True)
            explained = [StandingView.of(*one, ranked) for one in both]
        both_told = zip(ranked.standings, explained, strict=False)
        items = [PerformerView.of(one, why, ranked.prior) for one, why in both_told]
        coverage, prior = RankingCoverage.of(ranked.missing), PriorView.of(ranked.prior)
        return cls(items, next_cursor, coverage, ranked.snapshot, prior, ranked.replaced)


def _written(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"


def _shrunken(one: Standing, prior: Prior | None) -> float | None:
    counts = one.counts
    return float(prior.shrunken(counts.engagements, counts.views)) if prior else None
