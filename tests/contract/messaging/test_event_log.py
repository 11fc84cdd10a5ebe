"""What every EventLog promises about keeping records, asked of each of them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest

from adapters.database.memory import MemoryDatabase
from adapters.messaging.memory import InMemoryInbox
from application.messaging.partitions import LARGEST, TooLarge, written
from application.messaging.ports import EventLog, EventRecord
from domain.ids import OrganisationId
from support.event_logs import a_record, by_key, numbered, polled, read


def test_records_come_back_whole_and_in_order(log: EventLog) -> None:
    records = [a_record() for _ in range(5)]
    log.append(records)

    assert read(log, 5) == records


def test_odd_characters_come_back_as_they_were(log: EventLog) -> None:
    record = a_record(
        key="ключ/鍵 ", facts={"what\n": "☃\u2028\\\"'{}", "none": None, "n": -(2**53)}
    )
    log.append([record._replace(traceparent=None)])

    assert read(log, 1) == [record._replace(traceparent=None)]


def test_nothing_can_be_appended(log: EventLog) -> None:
    log.append([])

    assert read(log, 0) == []


def test_every_group_reads_from_the_beginning(log: EventLog) -> None:
    record = a_record()
    log.append([record])

    assert read(log, 1, "some") == read(log, 1, "others") == [record]


def test_other_topics_are_passed_over(log: EventLog) -> None:
    mine = a_record()
    log.append([a_record(topic="others"), mine, a_record(topic="others")])

    assert read(log, 1) == [mine]


def test_a_group_follows_several_topics(log: EventLog) -> None:
    records = [a_record(topic="others"), a_record(), a_record(topic="nobodys")]
    log.append(records)

    with log.subscribe("readers", ["things", "others"]) as subscription:
        assert {one.id for one in polled(subscription, 2)} == {one.id for one in records[:2]}


def test_a_batch_of_many_keys_keeps_the_order_of_each(log: EventLog) -> None:
    batches = [[one for n in range(30) for one in numbered(f"key-{n}", 3)] for _ in range(4)]
    for batch in batches:
        log.append(batch)

    found = read(log, 360)

    assert by_key(found) == by_key([one for batch in batches for one in batch])


def test_the_same_record_twice_has_one_effect(log: EventLog, can_tell_ids: bool) -> None:
    record, other = a_record(), a_record()
    log.append([record])
    log.append([record, record, other])

    found = read(log, 2 if can_tell_ids else 4)
    with MemoryDatabase().writing() as work:
        inbox = InMemoryInbox(work)
        assert [one for one in found if inbox.admit("readers", one.id)] == [record, other]
    assert not can_tell_ids or found == [record, other]


def of_size(size: int) -> EventRecord:
    empty = a_record(facts={"text": ""})
    return empty._replace(facts={"text": "x" * (size - len(written(empty)))})


def test_the_largest_record_is_taken_and_comes_back(log: EventLog) -> None:
    record = of_size(LARGEST)
    assert len(written(record)) == LARGEST
    log.append([a_record(), record, a_record()])

    assert read(log, 3)[1] == record


def test_a_byte_more_is_refused_and_nothing_of_its_batch_is_kept(log: EventLog) -> None:
    with pytest.raises(TooLarge):
        log.append([a_record(), of_size(LARGEST + 1), a_record()])

    assert read(log, 0) == []


def test_a_reader_misses_nothing_of_many_writers(log: EventLog) -> None:
    barrier = Barrier(4)

    def append(writer: int) -> list[EventRecord]:
        records = [a_record(key=str(writer)) for _ in range(10)]
        barrier.wait(timeout=60)
        for record in records:
            log.append([record])
        return records

    with ThreadPoolExecutor(4) as pool, log.subscribe("readers", ["things"]) as subscription:
        writers = [pool.submit(append, number) for number in range(4)]
        seen = polled(subscription, 40, at_once=3)

    for number, writer in enumerate(writers):
        assert [one for one in seen if one.key == str(number)] == writer.result()


def test_organisations_with_equal_keys_are_kept_apart(log: EventLog) -> None:
    """Each has its order; that they share a partition is not promised, so many do not."""
    records = [a_record(organisation=OrganisationId(uuid4())) for _ in range(30)]
    log.append(records)

    found = read(log, 30)

    assert {one.id for one in found} == {one.id for one in records}
    assert len({entry.partition for entry in log.lag(["readers"]) if entry.end}) > 1
