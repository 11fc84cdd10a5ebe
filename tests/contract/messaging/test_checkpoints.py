"""What every EventLog promises about checkpoints, and about waiting."""

from threading import Timer
from time import monotonic

from application.messaging.ports import EventLog
from support.event_logs import TOPIC, a_record, polled, read, taken
from support.people import NOON


def test_what_was_checkpointed_does_not_come_again(log: EventLog) -> None:
    first, second = a_record(), a_record()
    log.append([first])
    read(log, 1)
    log.append([second])

    assert read(log, 1) == [second]


def test_what_was_not_checkpointed_comes_again(log: EventLog) -> None:
    records = [a_record(), a_record()]
    log.append(records)

    assert read(log, 2, checkpoint=False) == records
    assert read(log, 2) == records


def test_a_checkpoint_is_for_what_was_polled(log: EventLog) -> None:
    records = [a_record() for _ in range(5)]
    log.append(records)
    with log.subscribe("readers", [TOPIC]) as subscription:
        assert subscription.wait(60)  # whatever a log fetches ahead is not polled
        assert taken(subscription, 2) == records[:2]
        subscription.checkpoint()

    assert read(log, 3) == records[2:]


def test_an_empty_log_has_nothing_to_say(log: EventLog) -> None:
    assert read(log, 0) == []


def test_a_subscription_goes_back_to_its_checkpoint(log: EventLog) -> None:
    records = [a_record() for _ in range(4)]
    log.append(records)
    with log.subscribe("readers", [TOPIC]) as subscription:
        first = taken(subscription, 1)
        subscription.checkpoint()
        assert polled(subscription, 3) == records[1:]
        subscription.rewind()
        again = polled(subscription, 3)
        subscription.checkpoint()

    assert (first, again) == (records[:1], records[1:])
    assert read(log, 0) == []


def test_waiting_ends_when_something_arrives(log: EventLog) -> None:
    record = a_record()
    with log.subscribe("readers", [TOPIC]) as subscription:
        assert polled(subscription, 0) == []
        timer = Timer(0.3, log.append, [[record]])
        timer.start()
        began = monotonic()
        assert subscription.wait(60)
        assert monotonic() - began < 30
        timer.join()
        assert polled(subscription, 1) == [record]


def test_waiting_ends_when_its_time_is_up(log: EventLog) -> None:
    with log.subscribe("readers", [TOPIC]) as subscription:
        began = monotonic()
        assert not subscription.wait(0.2)
        assert 0.2 <= monotonic() - began < 20


def test_lag_is_told_for_each_group_and_partition(log: EventLog) -> None:
    records = [a_record(key=str(one)) for one in range(6)]
    log.append(records)
    read(log, 6, "quick")
    with log.subscribe("slow", [TOPIC]) as subscription:
        assert len(taken(subscription, 4)) == 4
        subscription.checkpoint()

    lag = log.lag(["quick", "slow", "unheard of"])

    assert sum(one.lag for one in lag if one.group == "quick") == 0
    assert sum(one.lag for one in lag if one.group == "slow") == 2
    assert {one.group for one in lag} == {"quick", "slow"}
    assert {one.topic for one in lag} == {TOPIC}
    assert all(one.end == one.checkpoint or one.lag for one in lag if one.checkpoint)
    assert {one.oldest for one in lag if one.lag} == {NOON}
    assert {one.oldest for one in lag if not one.lag} <= {None}
