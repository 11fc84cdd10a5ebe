"""Rankings as each database keeps their rows, held against fractions that are sorted whole."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from random import Random
from typing import Any
from uuid import UUID

import pytest
from injector import Injector

from adapters.campaigns.rankings import held
from application.campaigns.rankings.ports import Ranked, Rankings
from application.campaigns.rankings.read_ranking import ReadRanking
from domain.campaigns.rankings.ranking import (
    After,
    By,
    Counts,
    Filters,
    Missing,
    Neighbours,
    Place,
    Standing,
)
from domain.campaigns.rankings.shrinkage import NOTHING, Prior, Spread
from domain.campaigns.rate import MOST
from support.people import ADA, BEN, EVE
from support.published_rows import Publisher, Row

FIRST, SECOND = UUID(int=1), UUID(int=2)
Told = tuple[Place, Counts]


@pytest.fixture
def rankings(world: Injector) -> Rankings:
    found: Rankings = world.get(Rankings)
    return found


def read(rankings: Rankings, limit: int = 1_000, **filters: Any) -> Ranked:
    return rankings.ranked(ADA.organisation_id, Filters(**filters), limit)


def expected(told: list[Told], prior: Prior = NOTHING) -> list[Standing]:
    """Rank by brute force: exact fractions, and the places of equals in their order."""
    rated = [(prior.shrunken(one[1].engagements, one[1].views), one) for one in told]
    rated.sort(key=lambda one: (-one[0], one[1][0].order))
    rates = [rate for rate, _ in rated]
    return [
        Standing(place, counts, sum(one > rate for one in rates) + 1, rates.count(rate))
        for rate, (place, counts) in rated
    ]


def by_row(files: dict[UUID, list[Row]], campaign_id: int | None, min_views: int) -> list[Standing]:
    return expected(
        [
            (
                Place(row.influencer, row.campaign, file_id, number),
                Counts(row.likes, row.comments, row.shares, row.views),
            )
            for file_id, rows in files.items()
            for number, row in enumerate(rows, start=1)
            if campaign_id in {None, row.campaign} and row.views >= min_views
        ]
    )


def by_influencer(
    files: dict[UUID, list[Row]], campaign_id: int | None, min_views: int
) -> list[Standing]:
    summed: dict[str, list[Row]] = defaultdict(list)
    for rows in files.values():
        for row in rows:
            if campaign_id in {None, row.campaign}:
                summed[row.influencer].append(row)
    sums = {
        name: Counts(
            sum(one.likes for one in rows),
            sum(one.comments for one in rows),
            sum(one.shares for one in rows),
            sum(one.views for one in rows),
            len(rows),
        )
        for name, rows in summed.items()
    }
    told = [(Place(name, campaign_id), one) for name, one in sums.items() if one.views >= min_views]
    return expected(told)


def made(random: Random, many: int) -> list[Row]:
    """Make rows with many ties: few numbers, and multiples of each other."""
    rows = []
    for _ in range(many):
        times, views = random.choice([1, 2, 3, 1_000]), random.randint(1, 6)
        likes, comments, shares = (random.randint(0, 3) * times for _ in range(3))
        name = f"influencer_{random.randint(1, 9)}"
        campaign = random.randint(100, 103)
        rows.append(Row(campaign, name, likes, comments, shares, views * times))
    return rows


@pytest.fixture
def files(publish: Publisher) -> dict[UUID, list[Row]]:
    random = Random(11)
    files = {FIRST: made(random, 80), SECOND: made(random, 60)}
    for file_id, rows in files.items():
        publish.file(rows, id=file_id)
    return files


@pytest.mark.parametrize("campaign_id", [None, 101, 999])
@pytest.mark.parametrize("min_views", [0, 1, 3, 2_000, 10**9])
def test_it_is_what_sorting_fractions_gives(
    rankings: Rankings,
    files: dict[UUID, list[Row]],
    campaign_id: int | None,
    min_views: int,
) -> None:
    asked: dict[str, Any] = {"campaign_id": campaign_id, "min_views": min_views}
    rows = read(rankings, by=By.ROW, **asked)
    assert rows.standings == by_row(files, campaign_id, min_views)
    sums = read(rankings, by=By.INFLUENCER, **asked)
    assert sums.standings == by_influencer(files, campaign_id, min_views)


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize(
    "asked", [{}, {"campaign_id": 101}, {"min_views": 3}, {"campaign_id": 101, "shrink": True}]
)
@pytest.mark.parametrize("limit", [1, 7])
def test_pages_are_the_whole_in_pieces(
    rankings: Rankings, files: dict[UUID, list[Row]], by: By, asked: dict[str, Any], limit: int
) -> None:
    filters, after, seen = Filters(by, **asked), None, list[Standing]()
    while True:
        some = rankings.ranked(ADA.organisation_id, filters, limit, after)
        seen += some.standings
        if not some.more:
            break
        last = some.standings[-1]
        after = After(last.counts.engagements, last.counts.views, last.place, some.prior)
    assert seen == read(rankings, by=by, **asked).standings


@pytest.mark.parametrize("campaign_id", [None, 101, 999])
@pytest.mark.parametrize("min_views", [0, 3])
@pytest.mark.parametrize("by", list(By))
def test_shrunken_rates_are_those_of_fractions(
    rankings: Rankings,
    files: dict[UUID, list[Row]],
    by: By,
    campaign_id: int | None,
    min_views: int,
) -> None:
    brute = by_row if by is By.ROW else by_influencer
    all_ = [one.counts for one in brute(files, campaign_id, 0)]
    squares = sum(one.engagements**2 / one.views for one in all_)
    sums = (sum(one.engagements for one in all_), sum(one.views for one in all_))
    prior = Spread(len(all_), *sums, squares).prior
    ranked = read(rankings, by=by, campaign_id=campaign_id, min_views=min_views, shrink=True)
    plain = brute(files, campaign_id, min_views)
    assert ranked.prior == prior
    assert ranked.standings == expected([(one.place, one.counts) for one in plain], prior)


@pytest.mark.parametrize("by", list(By))
def test_pages_shrink_by_what_the_first_did_though_rows_came_meanwhile(
    rankings: Rankings, publish: Publisher, files: dict[UUID, list[Row]], by: By
) -> None:
    filters = Filters(by, shrink=True)
    whole = rankings.ranked(ADA.organisation_id, filters, 1_000)
    first = rankings.ranked(ADA.organisation_id, filters, 4)
    last = first.standings[-1]
    after = After(last.counts.engagements, last.counts.views, last.place, first.prior)
    new = Row(104, "late", 900_000, 0, 0, 1_000_000)
    publish.file([new])
    rest = rankings.ranked(ADA.organisation_id, filters, 1_000, after)
    told = [(one.place, one.counts) for one in (*first.standings, *rest.standings)]
    assert rest.prior == first.prior != read(rankings, by=by, shrink=True).prior
    assert [one for one in told if one[0].influencer_id != "late"] == [
        (one.place, one.counts) for one in whole.standings
    ]


def test_few_views_are_believed_less(rankings: Rankings, publish: Publisher) -> None:
    """1 of 1 view stands above 500 of 1,000 as it is, and below it once it is shrunken."""
    rows = [Row(1, f"b{likes}", likes, 0, 0, 1_000) for likes in range(100, 501, 20)]
    publish.file([Row(1, "lucky", 1, 0, 0, 1), *rows])
    assert read(rankings).standings[0].place.influencer_id == "lucky"
    shrunken = read(rankings, shrink=True)
    assert shrunken.standings[0].place.influencer_id == "b500"
    assert read(rankings).prior is None


def test_many_orders_are_asked_for_and_each_is_right(
    rankings: Rankings, files: dict[UUID, list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room for one order: the others are made anew."""
    monkeypatch.setattr(held, "MOST_ROWS_ORDERED", 1)
    for _ in range(2):
        for campaign_id in (None, 101, 102):
            asked: dict[str, Any] = {"campaign_id": campaign_id}
            sums = read(rankings, by=By.INFLUENCER, **asked)
            assert sums.standings == by_influencer(files, campaign_id, 0)


def test_a_page_goes_on_where_it_was_though_rows_came_meanwhile(
    rankings: Rankings, publish: Publisher
) -> None:
    publish.file(
        [Row(1, name, likes, 0, 0, 100) for name, likes in zip("abcd", (9, 8, 8, 7), strict=True)]
    )
    first = read(rankings, 2)
    last = first.standings[-1]
    after = After(last.counts.engagements, last.counts.views, last.place)
    publish.file([Row(1, "new", 99, 0, 0, 100), Row(1, "late", 75, 0, 0, 1_000)])
    rest = rankings.ranked(ADA.organisation_id, Filters(), 9, after)
    assert [one.place.influencer_id for one in first.standings] == ["a", "b"]
    assert [one.place.influencer_id for one in rest.standings] == ["c", "late", "d"]
    assert [one.rank for one in rest.standings] == [3, 5, 6]


def test_rates_that_no_double_tells_apart_have_their_order(
    rankings: Rankings, publish: Publisher
) -> None:
    near = [Row(1, "a", MOST - 2, 0, 0, MOST - 1), Row(1, "b", MOST - 1, 0, 0, MOST)]
    over = [Row(1, "c", MOST, 0, 0, MOST - 1), Row(1, "d", MOST - 1, 0, 0, MOST - 2)]
    same = [Row(1, "e", 1, 1, 1, 9), Row(1, "f", MOST // 3, 0, 0, MOST // 3 * 3)]
    publish.file(near + over + same)
    told = [(one.place.influencer_id, one.rank) for one in read(rankings).standings]
    assert told == [("d", 1), ("c", 2), ("b", 3), ("a", 4), ("e", 5), ("f", 5)]
    sums = [
        (one.place.influencer_id, one.rank) for one in read(rankings, by=By.INFLUENCER).standings
    ]
    assert sums == told


def test_sums_are_exact_where_rows_are_many(rankings: Rankings, publish: Publisher) -> None:
    """Sum over sum: 2 engagements in 1001 views, and not the mean of 1 and 1/1000."""
    publish.file([Row(1, "a", 1, 0, 0, 1), Row(2, "a", 1, 0, 0, 1_000), Row(1, "b", 1, 0, 0, 400)])
    publish.file([Row(1, "c", MOST, 0, 0, MOST)] * 5 + [Row(1, "d", MOST, 0, 0, MOST)] * 4)
    best = read(rankings, by=By.INFLUENCER).standings
    assert [(one.place.influencer_id, one.rank, one.counts.rows) for one in best] == [
        ("c", 1, 5),
        ("d", 1, 4),
        ("b", 3, 1),
        ("a", 4, 2),
    ]
    assert best[0].counts.views == 5 * MOST
    assert best[3].counts.rate == Fraction(2, 1_001)


def test_neighbours_are_told_across_pages(rankings: Rankings, publish: Publisher) -> None:
    publish.file(
        [Row(1, name, likes, 0, 0, 10) for name, likes in zip("abc", (3, 2, 1), strict=True)]
    )
    best = read(rankings).standings
    some = rankings.ranked(ADA.organisation_id, Filters(), 2, explain=True)
    assert some.neighbours == [Neighbours(None, best[1]), Neighbours(best[0], best[2])]
    assert read(rankings).neighbours == []


def test_only_what_is_published_is_ranked_and_the_rest_is_said(
    rankings: Rankings, publish: Publisher
) -> None:
    row = Row(1, "a", 1, 0, 0, 10)
    publish.file([row], quarantined=3)
    for state in ("received", "loading", "failed"):
        publish.file([Row(1, "b", 9, 0, 0, 10)], state=state, quarantined=7)
    publish.file([Row(1, "c", 9, 0, 0, 10)], organisation_id=EVE.organisation_id)
    ranked = read(rankings)
    assert [one.place.influencer_id for one in ranked.standings] == ["a"]
    assert ranked.missing == Missing(quarantined=3, unpublished_files=2)
    eves = rankings.ranked(EVE.organisation_id, Filters(), 9)
    assert [one.place.influencer_id for one in eves.standings] == ["c"]
    assert eves.missing.is_none


def test_nothing_is_ranked_where_nothing_is(rankings: Rankings, publish: Publisher) -> None:
    for by in By:
        assert read(rankings, by=by).standings == []
    publish.file([])
    assert read(rankings).snapshot == 1


def test_a_row_that_was_mended_is_seen_at_once(rankings: Rankings, publish: Publisher) -> None:
    file_id = publish.file([Row(1, "a", 1, 0, 0, 10)])
    before = read(rankings)
    publish.mend(file_id, 9, Row(1, "b", 2, 0, 0, 10), loaded=2)
    after = read(rankings)
    assert [one.place.influencer_id for one in after.standings] == ["b", "a"]
    assert after.snapshot > before.snapshot
    assert rankings.snapshot(ADA.organisation_id) == after.snapshot


def test_members_read_it_and_each_sees_their_own(world: Injector, publish: Publisher) -> None:
    publish.file([Row(1, "a", 1, 0, 0, 10)])
    ranking = world.get(ReadRanking)
    assert len(ranking(BEN, Filters(), 9).standings) == 1
    assert ranking(EVE, Filters(), 9).standings == []
