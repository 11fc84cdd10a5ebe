"""Columns that are kept beside the rows of large files, by each database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from injector import Injector
from sqlalchemy import func, select, update

from adapters.campaigns.rankings import shelf as shelving
from adapters.campaigns.rankings.rankings import ColumnRankings
from adapters.campaigns.rankings.shelf import FEWEST_ROWS, SqlShelf
from adapters.campaigns.rankings.sql import SqlRows
from adapters.campaigns.tables import performance_columns
from adapters.database.sql import SqlDatabase
from application.campaigns.files.receive_file import LOADING, NewPerformanceFile, ReceiveFile
from application.campaigns.files.withdraw_file import WithdrawFile
from application.campaigns.rankings.ports import Rankings
from domain.campaigns.performance_file import PerformanceFileId
from domain.campaigns.rankings.ranking import By, Filters
from entrypoints.workers.worker import Worker
from support.people import ADA
from support.performance import csv
from support.published_rows import Publisher, Row

kept = performance_columns.c
MADE = 120


class CountedRows:
    """Rows of a database, and how often a file's were read."""

    def __init__(self, database: SqlDatabase) -> None:
        self.rows_of, self.read = SqlRows(database), 0

    def published(self, organisation_id: Any) -> Any:
        return self.rows_of.published(organisation_id)

    def rows(self, file_id: UUID) -> Iterator[Any]:
        self.read += 1
        return self.rows_of.rows(file_id)


@pytest.fixture
def database(world: Injector, monkeypatch: pytest.MonkeyPatch) -> SqlDatabase:
    rankings: Any = world.get(Rankings)
    if not isinstance(rankings.source, SqlRows):
        pytest.skip("memory outlives no start")
    monkeypatch.setattr(shelving, "AT_ONCE", 50)
    return rankings.source.database


def started(database: SqlDatabase) -> ColumnRankings:
    """Return rankings as a process has them that has just started."""
    return ColumnRankings(CountedRows(database), SqlShelf(database, fewest=MADE))


def told(rankings: ColumnRankings) -> list[Any]:
    asked = [Filters(), Filters(By.INFLUENCER), Filters(campaign_id=1), Filters(shrink=True)]
    return [rankings.ranked(ADA.organisation_id, one, MADE, explain=True) for one in asked]


def reads(rankings: ColumnRankings) -> int:
    source: Any = rankings.source
    count: int = source.read
    return count


def made(world: Injector, many: int = MADE) -> UUID:
    random = Random(5)
    return Publisher(world).file(
        [
            Row(
                random.randrange(3), f"“i{random.randrange(9)}” é", random.randrange(9), 0,
                2**31 - 1, random.randrange(1, 2**31), random.choice([None, date(2026, 3, 1)]),
            )
            for _ in range(many)
        ]
    )  # fmt: skip


def pieces(database: SqlDatabase) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(performance_columns)) or 0


def test_the_next_start_reads_no_rows(world: Injector, database: SqlDatabase) -> None:
    made(world)
    first, second = started(database), started(database)
    assert told(first) == told(second)
    assert (reads(first), reads(second)) == (1, 0)
    assert pieces(database) == 1 + 9 * 3
    assert FEWEST_ROWS > MADE


def test_small_files_are_not_worth_it(world: Injector, database: SqlDatabase) -> None:
    made(world, MADE - 1)
    assert told(started(database)) == told(started(database))
    assert pieces(database) == 0


def test_a_mended_row_has_them_made_anew(world: Injector, database: SqlDatabase) -> None:
    file_id = made(world)
    told(started(database))
    Publisher(world).mend(file_id, MADE + 1, Row(1, "new", 1, 0, 0, 10), loaded=MADE + 1)
    first, second = started(database), started(database)
    assert told(first) == told(second)
    assert (reads(first), reads(second)) == (1, 0)
    assert first.ranked(ADA.organisation_id, Filters(), 1).snapshot == MADE + 2


@pytest.mark.parametrize("spoilt", ["missing", "short", "out of reach"])
def test_what_is_not_whole_is_not_believed(
    world: Injector, database: SqlDatabase, spoilt: str
) -> None:
    made(world)
    right = told(started(database))
    one = performance_columns.c
    its: Any = {
        "missing": performance_columns.delete().where(one.name == "likes", one.place == 1),
        "short": update(performance_columns).where(one.name == "rate").values(told=b"\0" * 8),
        "out of reach": update(performance_columns)
        .where(one.name == "influencer", one.place == 2)
        .values(told=b"\xff\xff\xff\x7f" * (MADE - 100)),
    }[spoilt]
    with database.writing() as connection:
        connection.execute(its)
        connection.commit()
    rankings = started(database)
    assert (told(rankings), reads(rankings)) == (right, 1)
    assert reads(started(database)) == 0


def test_a_ranking_waits_for_no_writer(world: Injector, database: SqlDatabase) -> None:
    """On SQLite, where one is alone; the next start has them kept."""
    made(world)
    with database.writing():
        right = told(started(database))
    is_alone = database.engine.dialect.name == "sqlite"
    assert (pieces(database) == 0) is is_alone
    again = started(database)
    assert (told(again), reads(again)) == (right, int(is_alone))
    assert pieces(database) > 0


def test_of_a_file_that_is_withdrawn_nothing_stays_or_comes(
    world: Injector, database: SqlDatabase
) -> None:
    lines = csv(*(f"1,i{one},1,1,1,{one + 3}" for one in range(MADE)))
    new = NewPerformanceFile(PerformanceFileId(uuid4()), "june.csv", BytesIO(lines))
    world.get(ReceiveFile)(ADA, new)
    world.get(Worker).drain([LOADING])
    rankings = started(database)
    told(rankings)
    assert pieces(database) > 0
    columns = rankings._held[ADA.organisation_id].files[new.id]
    world.get(WithdrawFile)(ADA, new.id)
    world.get(Worker).drain([LOADING])
    assert pieces(database) == 0
    SqlShelf(database, fewest=MADE).keep(new.id, columns)
    assert pieces(database) == 0
