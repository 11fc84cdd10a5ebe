"""What was said later of the same campaign, influencer and day stands in the place of it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from injector import Injector

from application.campaigns.files.mend_row import Correction, MendRow
from application.campaigns.files.ports import FilesStore
from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import LOADING
from application.campaigns.files.withdraw_file import WithdrawFile
from application.campaigns.rankings.ports import Ranked, Rankings
from application.campaigns.rankings.read_revisions import ReadRevisions
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.errors import DayNotOfThis
from domain.campaigns.performance_file import FileState, PerformanceFile
from domain.campaigns.rankings.ranking import By, Filters
from domain.campaigns.rankings.revision import Fact, Revisions
from domain.campaigns.rules import Reason
from entrypoints.workers.worker import Worker
from support.people import ADA, BEN, EVE, NOON
from support.performance import HEADER, csv
from support.performance_rows import Send
from support.published_rows import Publisher, Row

DATED = f"{HEADER},date"
FIRST = date(2026, 3, 1)
FACT = Fact(1, "ann", FIRST)


def views(world: Injector, by: By = By.ROW) -> list[tuple[str, int]]:
    """Return who is ranked, by their views."""
    ranked = read(world, by)
    return sorted((one.place.influencer_id, one.counts.views) for one in ranked.standings)


def read(world: Injector, by: By = By.ROW) -> Ranked:
    rankings: Rankings = world.get(Rankings)
    return rankings.ranked(ADA.organisation_id, Filters(by), 1_000)


def history(world: Injector, fact: Fact = FACT) -> list[tuple[UUID, int, int]]:
    found = world.get(ReadRevisions)(ADA, fact, 100)
    return [(one.file_id, one.row, one.counts.views) for one in found.items]


def test_the_last_row_of_a_file_counts_and_the_others_stay(world: Injector, load: Send) -> None:
    lines = ("1,ann,1,1,1,10,2026-03-01", "1,ann,1,1,1,20,2026-03-02", "1,ann,1,1,1,30,2026-03-01")
    file = load(csv(*lines, header=DATED))
    assert (file.read, file.loaded, file.has_days) == (3, 3, True)
    assert views(world) == [("ann", 20), ("ann", 30)]
    assert views(world, By.INFLUENCER) == [("ann", 50)]
    assert read(world).replaced == 1
    assert history(world) == [(file.id, 3, 30), (file.id, 1, 10)]
    told = {one.counts.views: one.place.day for one in read(world).standings}
    assert told == {20: date(2026, 3, 2), 30: FIRST}


def test_a_later_file_revises_and_gives_back_when_it_is_withdrawn(
    world: Injector, load: Send
) -> None:
    first = load(csv("1,ann,1,1,1,10,2026-03-01", "2,ben,1,1,1,5,2026-03-01", header=DATED))
    second = load(csv("1,ann,1,1,1,11,2026-03-01", header=DATED))
    third = load(csv("1,ann,1,1,1,12,2026-03-01", header=DATED))
    assert views(world) == [("ann", 12), ("ben", 5)]
    world.get(WithdrawFile)(ADA, second.id)
    assert views(world) == [("ann", 12), ("ben", 5)]
    assert history(world) == [(third.id, 1, 12), (first.id, 1, 10)]
    world.get(WithdrawFile)(ADA, third.id)
    world.get(Worker).drain([LOADING])
    assert views(world) == [("ann", 10), ("ben", 5)]
    assert read(world).replaced == 0


def test_the_file_that_came_later_counts_though_it_was_loaded_first(
    world: Injector, publish: Publisher
) -> None:
    later = publish.file([Row(1, "ann", 1, 0, 0, 20, FIRST)], received_at=NOON + timedelta(hours=1))
    assert views(world) == [("ann", 20)]
    earlier = publish.file([Row(1, "ann", 1, 0, 0, 10, FIRST)], received_at=NOON)
    assert views(world) == [("ann", 20)]
    assert history(world) == [(later, 1, 20), (earlier, 1, 10)]


def test_rows_without_a_day_revise_nothing(world: Injector, load: Send) -> None:
    load(csv("1,ann,1,1,1,10", "1,ann,1,1,1,10", "1,ann,1,1,1,30"))
    load(csv("1,ann,1,1,1,40,2026-03-01", header=DATED))
    assert views(world) == [("ann", 10), ("ann", 10), ("ann", 30), ("ann", 40)]


def test_rules_of_before_read_over_days(world: Injector, load: Send) -> None:
    file = load(csv("1,ann,1,1,1,10,yesterday", "1,ann,1,1,1,20,", header=DATED), rules=1)
    assert (file.state, file.has_days) == (FileState.PUBLISHED, False)
    assert views(world) == [("ann", 10), ("ann", 20)]


def quarantined(world: Injector, load: Send) -> PerformanceFile:
    lines = ("1,ann,1,1,1,10,2026-03-01", "1,ann,1,1,1,20,03/01/2026", "1,ann,1,1,1,30,2026-03-01")
    return load(csv(*lines, header=DATED), budget=ErrorBudget("50%"))


def test_a_mended_row_revises_what_stands_above_it_alone(world: Injector, load: Send) -> None:
    file = quarantined(world, load)
    [bad] = world.get(ReadFiles).quarantine(ADA, file.id, None, 0, 9)
    assert (bad.offence.reason, bad.offence.field) == (Reason.NOT_A_DATE, "date")
    assert file.cells_of(bad) == ("1", "ann", "1", "1", "1", "20", "03/01/2026")
    mend = world.get(MendRow)
    cells = ("1", "ann", "1", "1", "1", "20")
    _, refused = mend(ADA, Correction(UUID(int=1), file.id, 2, cells))
    assert refused.offence is not None
    assert (refused.offence.reason, refused.offence.field) == (Reason.MISSING, "date")
    mend(ADA, Correction(UUID(int=2), file.id, 2, (*cells, "2026-03-01")))
    assert views(world) == [("ann", 30)]
    assert history(world) == [(file.id, 3, 30), (file.id, 2, 20), (file.id, 1, 10)]
    tried = world.get(FilesStore).replays(file.id, 2)
    assert [one.given for one in tried] == [(*cells, ""), (*cells, "2026-03-01")]


def test_a_row_of_a_file_without_days_tells_none(world: Injector, load: Send) -> None:
    file = load(csv("1,ann,1,1,1,10", "1,ben,1,1,1,0"), budget=ErrorBudget("50%"))
    cells = ("1", "ben", "1", "1", "1", "9", "2026-03-01")
    with pytest.raises(DayNotOfThis):
        world.get(MendRow)(ADA, Correction(UUID(int=1), file.id, 2, cells))


def test_each_organisation_reads_its_own_history(world: Injector, load: Send) -> None:
    file = load(csv("1,ann,1,1,1,10,2026-03-01", header=DATED))
    reading = world.get(ReadRevisions)
    found = reading(BEN, FACT, 9)
    assert [one.file_id for one in found.items] == [file.id]
    assert reading(EVE, FACT, 9) == Revisions((), None, more=False)
    assert reading(ADA, FACT, 9, found.newest).items == ()
    assert reading(ADA, Fact(1, "ann", date(2026, 3, 2)), 9).items == ()


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_what_is_said_between_pages_neither_repeats_nor_skips(
    world: Injector, publish: Publisher, size: int
) -> None:
    """Two of the files came at the same moment, and each says it several times."""
    reading = world.get(ReadRevisions)
    rows = [Row(1, "ann", 1, 0, 0, number, FIRST) for number in range(1, 5)]
    for hours in (0, 1, 1, 2):
        publish.file(rows, received_at=NOON + timedelta(hours=hours))
    whole = [one.said for one in reading(ADA, FACT, 100).items]
    assert (len(whole), whole) == (16, sorted(whole, reverse=True))
    page = reading(ADA, FACT, size)
    seen = [one.said for one in page.items]
    assert page.newest == whole[0]
    while page.more:
        publish.file(rows, received_at=NOON + timedelta(hours=3 + len(seen)))
        page = reading(ADA, FACT, size, seen[-1])
        seen += [one.said for one in page.items]
        assert page.newest not in whole
    assert seen == whole


def test_a_page_goes_on_where_the_one_before_ended_though_that_was_withdrawn(
    world: Injector, load: Send
) -> None:
    load(csv(*(f"1,ann,1,0,0,{views},2026-03-01" for views in range(1, 5)), header=DATED))
    gone = load(csv("1,ann,1,0,0,9,2026-03-01", header=DATED))
    reading = world.get(ReadRevisions)
    first, whole = reading(ADA, FACT, 1), reading(ADA, FACT, 9)
    assert first.items[0].file_id == gone.id
    world.get(WithdrawFile)(ADA, gone.id)
    rest = reading(ADA, FACT, 9, first.items[0].said)
    assert rest.items == whole.items[1:]
    assert rest.newest == rest.items[0].said


def test_they_are_what_going_through_rows_one_by_one_gives(
    world: Injector, publish: Publisher
) -> None:
    random, last = Random(5), dict[tuple[int, str, date], int]()
    plain = list[int]()
    for number in range(6):
        rows = []
        for _ in range(40):
            day = FIRST + timedelta(days=random.randint(0, 3)) if random.random() < 0.8 else None
            name, campaign = random.choice("abc"), random.randint(1, 2)
            rows.append(Row(campaign, name, 0, 0, 1, random.randint(1, 10**6), day))
            if day is None:
                plain.append(rows[-1].views)
            else:
                last[campaign, name, day] = rows[-1].views
        publish.file(rows, received_at=NOON + timedelta(hours=number))
    ranked = read(world)
    assert sorted(one.counts.views for one in ranked.standings) == sorted([*last.values(), *plain])
    assert ranked.replaced == 240 - len(ranked.standings)
