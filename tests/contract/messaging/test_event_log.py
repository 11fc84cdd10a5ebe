"""What every EventLog promises, asked of each of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from injector import Injector

from application.messaging.ports import EventId, EventLog, EventRecord
from support.people import ADA, NOON

TOPIC = "things"
LATER = NOON + timedelta(days=1)


def a_record(name: str = "thing.made", key: str = "k", topic: str = TOPIC) -> EventRecord:
    return EventRecord(
        id=EventId(uuid4()),
        topic=topic,
        key=key,
        name=name,
        organisation_id=ADA.organisation_id,
        happened_at=NOON,
        facts={"version": 3, "why": None},
        traceparent="00-" + "a" * 32 + "-" + "b" * 16 + "-01",
    )


@pytest.fixture
def log(world: Injector) -> EventLog:
    return world.get(EventLog)


def read(log: EventLog, group: str = "readers", *, checkpoint: bool = True) -> list[EventRecord]:
    with log.subscribe(group, [TOPIC]) as subscription:
        found: list[EventRecord] = []
        while records := subscription.poll(2):
            found.extend(records)
        if checkpoint:
            subscription.checkpoint()
    return found


def test_records_come_back_whole_and_in_order(log: EventLog) -> None:
    records = [a_record() for _ in range(5)]
    log.append(records)

    assert read(log) == records


def test_what_was_checkpointed_does_not_come_again(log: EventLog) -> None:
    first, second = a_record(), a_record()
    log.append([first])
    read(log)
    log.append([second])

    assert read(log) == [second]


def test_what_was_not_checkpointed_comes_again(log: EventLog) -> None:
    records = [a_record(), a_record()]
    log.append(records)

    assert read(log, checkpoint=False) == records
    assert read(log) == records


def test_every_group_reads_from_the_beginning(log: EventLog) -> None:
    record = a_record()
    log.append([record])

    assert read(log, "some") == read(log, "others") == [record]


def test_other_topics_are_passed_over(log: EventLog) -> None:
    mine = a_record()
    log.append([a_record(topic="others"), mine, a_record(topic="others")])

    assert read(log) == [mine]


def test_the_same_record_twice_is_kept_once(log: EventLog) -> None:
    record = a_record()
    log.append([record])
    log.append([record, record])

    assert read(log) == [record]


def test_a_checkpoint_never_goes_back(log: EventLog) -> None:
    log.append([a_record(), a_record()])
    with log.subscribe("readers", [TOPIC]) as slow:
        slow.poll(1)
        read(log)
        slow.checkpoint()

    assert read(log) == []


def test_an_empty_log_has_nothing_to_say(log: EventLog) -> None:
    assert read(log) == []


def ids(records: Sequence[EventRecord]) -> list[EventId]:
    return [record.id for record in records]


def test_old_events_that_everybody_passed_may_go(log: EventLog) -> None:
    old, older, newest = a_record(), a_record(topic="others"), a_record()
    log.append([old, older, newest])
    read(log)

    assert log.passed(LATER, ["readers"], 10) == ids([old, older])
    assert log.passed(LATER, ["readers"], 1) == ids([old])
    log.forget(ids([old, older]))
    assert read(log, "another") == [newest]


def test_events_stay_until_they_are_old_enough(log: EventLog) -> None:
    log.append([a_record(), a_record()])
    read(log)

    assert log.passed(NOON, ["readers"], 10) == []


def test_what_one_group_has_yet_to_pass_stays(log: EventLog) -> None:
    records = [a_record() for _ in range(4)]
    log.append(records)
    read(log, "quick")
    with log.subscribe("slow", [TOPIC]) as subscription:
        subscription.poll(2)
        subscription.checkpoint()

    assert log.passed(LATER, ["quick"], 10) == ids(records[:2])


def test_a_group_that_has_yet_to_begin_keeps_everything(log: EventLog) -> None:
    log.append([a_record(), a_record()])
    read(log, "quick")

    assert log.passed(LATER, ["quick", "not begun"], 10) == []


def test_what_comes_after_all_was_forgotten_is_not_missed(log: EventLog) -> None:
    log.append([a_record() for _ in range(3)])
    read(log)
    while old := log.passed(LATER, ["readers"], 10):
        log.forget(old)
    new = a_record()
    log.append([new])

    assert read(log) == [new]


def test_a_subscriber_in_the_middle_does_not_notice_what_is_forgotten(log: EventLog) -> None:
    _, _, third, fourth = records = [a_record() for _ in range(4)]
    log.append(records)
    with log.subscribe("readers", [TOPIC]) as subscription:
        subscription.poll(2)
        subscription.checkpoint()
        log.forget(log.passed(LATER, ["readers"], 10))

        assert subscription.poll(10) == [third, fourth]


@pytest.fixture
def appending(log: EventLog) -> Callable[[int], list[EventRecord]]:
    barrier = Barrier(4)

    def append(writer: int) -> list[EventRecord]:
        records = [a_record(key=str(writer)) for _ in range(10)]
        barrier.wait(timeout=10)
        for record in records:
            log.append([record])
        return records

    return append


def test_a_reader_misses_nothing_of_many_writers(
    log: EventLog, appending: Callable[[int], list[EventRecord]]
) -> None:
    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(appending, number) for number in range(4)]
        seen: list[EventRecord] = []
        with log.subscribe("readers", [TOPIC]) as subscription:
            while not all(writer.done() for writer in writers):
                seen.extend(subscription.poll(3))
            while records := subscription.poll(3):
                seen.extend(records)

    for number, writer in enumerate(writers):
        assert [one for one in seen if one.key == str(number)] == writer.result()
