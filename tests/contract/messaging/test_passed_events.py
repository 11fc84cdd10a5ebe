"""What every EventLog promises about forgetting."""

from collections.abc import Sequence
from datetime import timedelta

from application.messaging.ports import EventId, EventLog, EventRecord
from support.event_logs import TOPIC, a_record, polled, read, taken
from support.people import NOON

LATER = NOON + timedelta(days=1)


def ids(records: Sequence[EventRecord]) -> list[EventId]:
    return [record.id for record in records]


def test_old_events_that_everybody_passed_may_go(log: EventLog) -> None:
    old, older, newest = a_record(), a_record(), a_record()
    log.append([old, older, newest])
    read(log, 3)

    assert log.passed(LATER, ["readers"], 10) == ids([old, older])
    assert log.passed(LATER, ["readers"], 1) == ids([old])
    log.forget(ids([old, older]))
    assert read(log, 1, "another") == [newest]


def test_events_stay_until_they_are_old_enough(log: EventLog) -> None:
    log.append([a_record(), a_record()])
    read(log, 2)

    assert log.passed(NOON, ["readers"], 10) == []


def test_what_one_group_has_yet_to_pass_stays(log: EventLog) -> None:
    records = [a_record() for _ in range(4)]
    log.append(records)
    read(log, 4, "quick")
    with log.subscribe("slow", [TOPIC]) as subscription:
        first = taken(subscription, 2)
        subscription.checkpoint()

    assert first == records[:2]
    assert log.passed(LATER, ["quick"], 10) == ids(records[:2])


def test_a_group_that_has_yet_to_begin_keeps_everything(log: EventLog) -> None:
    log.append([a_record(), a_record()])
    read(log, 2, "quick")

    assert log.passed(LATER, ["quick", "not begun"], 10) == []
    assert log.passed(LATER, [], 10) == []


def test_what_comes_after_all_was_forgotten_is_not_missed(log: EventLog) -> None:
    log.append([a_record() for _ in range(3)])
    read(log, 3)
    while old := log.passed(LATER, ["readers"], 10):
        log.forget(old)
    new = a_record()
    log.append([new])

    assert read(log, 1) == [new]


def test_a_subscriber_in_the_middle_does_not_notice_what_is_forgotten(log: EventLog) -> None:
    _, _, third, fourth = records = [a_record() for _ in range(4)]
    log.append(records)
    with log.subscribe("readers", [TOPIC]) as subscription:
        taken(subscription, 2)
        subscription.checkpoint()
        log.forget(log.passed(LATER, ["readers"], 10))
        assert polled(subscription, 2) == [third, fourth]
