"""The truth about the real file: who did best in it."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction

import pytest
from injector import Injector

from application.campaigns.rankings.ports import Rankings
from domain.campaigns.rankings.ranking import By, Filters
from support.people import ADA
from support.published_rows import Publisher, Row
from support.real_data import real_data

pytestmark = pytest.mark.data


@pytest.fixture
def rows() -> list[Row]:
    with real_data("campaigns", "performance.csv").open(newline="") as opened:
        told = [
            Row._make((int(campaign), influencer, *map(int, counts), None))
            for campaign, influencer, *counts in list(csv.reader(opened))[1:]
            if all(one.isdecimal() for one in counts)
        ]
    return [one for one in told if one.views]


def test_the_best_row_is_known(world: Injector, rows: list[Row]) -> None:
    Publisher(world).file(rows)
    rankings = world.get(Rankings)
    best = rankings.ranked(ADA.organisation_id, Filters(), 1).standings[0]
    assert (best.place.campaign_id, best.place.influencer_id) == (106, "influencer_17")
    assert f"{float(best.counts.rate):.4%}" == "99.7798%"
    sums = rankings.ranked(ADA.organisation_id, Filters(By.INFLUENCER), 1).standings[0]
    engaged, views = Counter[str](), Counter[str]()
    for one in rows:
        engaged[one.influencer] += one.engagements
        views[one.influencer] += one.views
    assert sums.counts.rate == max(Fraction(engaged[name], views[name]) for name in views)
