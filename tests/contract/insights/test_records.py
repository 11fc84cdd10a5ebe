"""What every reader of records keeps to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import open_database
from adapters.insights.words.memory_records import InMemoryRecordReader
from adapters.insights.words.sql_records import SqlRecordReader
from application.insights.words.ports import RecordReader
from domain.insights.record import NEWEST, Customer, Record
from domain.insights.words.period import Period
from support.insight_rows import IMPORT, Called, Put, Rows, came, put_in_memory, put_in_sql
from support.people import ADA, EVE

OURS, THEIRS = ADA.organisation_id, EVE.organisation_id
EVER = Period()
INTERACTIONS = (
    came(1, "2019-10-04 09:00", "Email", 1, topic="Drug Interaction Concerns", mood="Negative"),
    came(2, "2020-02-11 16:32", "Email", 1, topic="Clinical Trial Inquiry", mood="Negative"),
    came(3, "2020-02-17 18:24", "Chatbot", 1, 4, topic="Side Effects Discussion", mood="Neutral"),
    came(4, "2020-02-17 18:24", "Bird", 4),
    came(5, "2020-03-01 10:00", "Call", 55),
)
ROWS = Rows(
    {
        1: Called("Jedi", "Red"),
        4: Called("Mover", opted_out=True),
        13: Called(None),
        5: Called("Mover"),
    },
    INTERACTIONS,
    {"2020-02": "Sand"},
)


@dataclass(frozen=True, slots=True)
class Seat:
    reader: RecordReader
    put: Put

    def record(self, customer_id: int, period: Period = EVER) -> Record:
        found = self.reader.record(OURS, customer_id, period)
        assert found is not None
        return found


@pytest.fixture
def seat(database_url: str) -> Iterator[Seat]:
    if database_url == "memory:":
        memory = MemoryDatabase()
        yield Seat(InMemoryRecordReader(memory), put_in_memory(memory))
        return
    database = open_database(database_url)
    yield Seat(SqlRecordReader(database), put_in_sql(database))
    database.engine.dispose()


@pytest.fixture
def full(seat: Seat) -> Seat:
    seat.put(OURS, ROWS)
    return seat


def test_a_record_counts_and_lists_newest_first(full: Seat) -> None:
    record = full.record(1)
    assert record.customer == Customer(1, "Jedi", "Red")
    assert not record.is_opted_out
    assert full.record(4).is_opted_out
    assert [one.id for one in record.newest] == [each.id for each in INTERACTIONS[2::-1]]
    assert {(one.name, one.count) for one in record.channels} == {("Email", 2), ("Chatbot", 1)}
    last = record.newest[0]
    assert (last.at, last.topic, last.sentiment) == (
        INTERACTIONS[2].started_at, "Side Effects Discussion", "Neutral",
    )  # fmt: skip


def test_an_interaction_names_the_row_that_told_it(full: Seat) -> None:
    assert [(one.import_id, one.row) for one in full.record(1).newest] == [
        (IMPORT, 3), (IMPORT, 2), (IMPORT, 1),
    ]  # fmt: skip


def test_a_product_is_that_of_the_month(full: Seat) -> None:
    assert [one.product for one in full.record(1).newest] == ["Sand", "Sand", None]


def test_an_interaction_may_be_of_several_customers_and_say_little(full: Seat) -> None:
    record = full.record(4)
    assert [one.channel for one in record.newest] == ["Bird", "Chatbot"]
    assert record.newest[0].topic is None
    assert record.total == 2
    assert [one.name for one in record.topics] == ["Side Effects Discussion"]


def test_what_is_alike_is_counted_together_with_its_last_moment(full: Seat) -> None:
    again = replace(INTERACTIONS[0], id=came(8, "2020-01-01", "x").id)
    later = came(9, "2021-01-01", "Email", 1, topic=again.topic, mood=again.sentiment)
    full.put(OURS, Rows(interactions=[again, later]))
    (most, *_) = sorted(full.record(1).tallies, key=lambda one: -one.count)
    assert (most.count, most.last) == (3, later.started_at)


def test_a_period_has_its_beginning_and_not_its_end(full: Seat) -> None:
    first, second, third = (one.started_at for one in INTERACTIONS[:3])
    within = full.record(1, Period(second, third))
    assert [one.at for one in within.newest] == [second]
    assert full.record(1, Period(since=second)).total == 2
    assert full.record(1, Period(until=second)).total == 1
    assert full.record(1, Period(until=first)).total == 0


def test_who_has_no_interaction_has_an_empty_record(full: Seat) -> None:
    record = full.record(13)
    assert (record.total, record.newest, record.customer) == (0, (), Customer(13))


def test_who_is_in_no_file_is_known_by_their_interactions(full: Seat) -> None:
    record = full.record(55)
    assert (record.customer, record.total) == (None, 1)
    outside = full.record(55, Period(until=INTERACTIONS[0].started_at))
    assert (outside.customer, outside.total) == (None, 0)


def test_nobody_is_known_before_they_are_told_of(full: Seat) -> None:
    assert full.reader.record(OURS, 77, EVER) is None


def test_another_organisation_sees_nothing(full: Seat) -> None:
    assert full.reader.record(THEIRS, 1, EVER) is None
    assert full.reader.record(THEIRS, 55, EVER) is None
    assert full.reader.snapshot(THEIRS) == 0
    assert full.reader.names(THEIRS, {"Mover"}, 1) == frozenset()


def test_every_change_is_another_snapshot(seat: Seat) -> None:
    assert seat.reader.snapshot(OURS) == 0
    seat.put(OURS, ROWS)
    first = seat.record(1).snapshot
    assert first == seat.reader.snapshot(OURS) == 1
    seat.put(OURS, Rows({2: Called("Batman")}))
    assert seat.record(1).snapshot == first + 1


def test_a_long_record_is_counted_whole_and_listed_in_part(full: Seat) -> None:
    many = [
        came(1_000 + one, f"2021-01-01 00:{one % 60:02}", "Post", 13) for one in range(NEWEST + 1)
    ]
    full.put(OURS, Rows(interactions=many))
    record = full.record(13)
    assert (record.total, len(record.newest)) == (NEWEST + 1, NEWEST)
    assert not record.is_listed


def test_names_of_others_are_found_as_they_are_written(full: Seat) -> None:
    asked = {"Mover", "mover", "Jedi", "Batman"}
    assert full.reader.names(OURS, asked, 1) == {"Mover"}
    assert full.reader.names(OURS, asked, 13) == {"Mover", "Jedi"}
    assert full.reader.names(OURS, asked, 4) == {"Jedi"}  # two may be called the same
    assert full.reader.names(OURS, set(), 1) == frozenset()
