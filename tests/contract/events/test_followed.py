"""What those who follow events are given, wherever the log has them from."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, count

import pytest
from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.processing.publish_events import PublishEvents
from application.events.processing.records import TOPIC
from application.messaging.ports import EventLog, EventRecord, Subscription
from support.event_logs import polled, read, taken
from support.people import ADA, EVE
from support.told import HAPPENED, an_event

KEYS = [f"key-{number}" for number in range(40)]
Tell = Callable[[int], list[str]]


@pytest.fixture
def log(world: Injector) -> EventLog:
    return world.get(EventLog)


@pytest.fixture
def tell(world: Injector) -> Tell:
    """Accept so many events of each key, publish them, and return their ids."""
    numbers = count()

    def told(many: int) -> list[str]:
        events = [an_event(id=f"{key}/{next(numbers)}", key=key) for key in KEYS * many]
        for by in (ADA, EVE):
            world.get(AcceptEvents)(by, events)
        while world.get(PublishEvents)():
            pass
        return [one.id for one in events] * 2

    return told


def ids(records: Sequence[EventRecord]) -> list[str]:
    return [str(one.facts["external_id"]) for one in records]


def assert_in_order(records: Sequence[EventRecord]) -> None:
    found = defaultdict[tuple[object, str], list[int]](list)
    for one in records:
        found[one.organisation_id, one.key].append(int(str(one.facts["position"])))
    assert all(each == sorted(set(each)) for each in found.values())


def test_each_is_given_once_and_in_the_order_of_its_key(log: EventLog, tell: Tell) -> None:
    told = tell(5)

    records = read(log, len(told), topic=TOPIC)
    assert sorted(ids(records)) == sorted(told)
    assert_in_order(records)
    assert read(log, 0, topic=TOPIC) == []


def test_nothing_is_given_before_it_is_published(world: Injector, log: EventLog) -> None:
    world.get(AcceptEvents)(ADA, [an_event()])
    assert read(log, 0, topic=TOPIC) == []

    world.get(PublishEvents)()
    assert len(read(log, 1, topic=TOPIC)) == 1


def test_a_heading_says_what_the_journal_says(world: Injector, log: EventLog) -> None:
    trace = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"
    event = an_event(key="k", sequence=3, occurred_at=HAPPENED, traceparent=trace)
    world.get(AcceptEvents)(ADA, [event])
    world.get(PublishEvents)()

    [one] = read(log, 1, topic=TOPIC)
    assert (one.organisation_id, one.happened_at) == (ADA.organisation_id, HAPPENED)
    assert one.traceparent == trace
    named = {name: one.facts[name] for name in ("external_id", "source", "type", "sequence")}
    assert named == {
        "external_id": event.id, "source": event.source, "type": event.type, "sequence": 3,
    }  # fmt: skip
    assert one.facts["told_by"] == str(ADA.user_id)


def test_what_is_not_put_on_record_comes_again(log: EventLog, tell: Tell) -> None:
    told = tell(1)
    with log.subscribe("readers", [TOPIC]) as subscription:
        first = taken(subscription, len(told))
        subscription.rewind()
        assert ids(taken(subscription, len(told))) == ids(first)

    assert ids(read(log, len(told), topic=TOPIC)) == ids(first)


def test_one_that_was_put_on_record_among_others_does_not(log: EventLog, tell: Tell) -> None:
    told = tell(2)
    with log.subscribe("readers", [TOPIC]) as subscription:
        first = subscription.poll(30)
        subscription.checkpoint()
        taken(subscription, 30)

    assert sorted(ids([*first, *read(log, len(told) - 30, topic=TOPIC)])) == sorted(told)


def test_consumers_of_one_group_share_them(log: EventLog, tell: Tell) -> None:
    with log.subscribe("readers", [TOPIC]) as one, log.subscribe("readers", [TOPIC]) as other:
        first, second = both_of(one, other, tell)

    assert_in_order([*first, *second])
    lanes = [{(each.organisation_id, each.key) for each in some} for some in (first, second)]
    assert not lanes[0] & lanes[1]


def test_who_leaves_hands_over_what_was_not_put_on_record(log: EventLog, tell: Tell) -> None:
    with log.subscribe("readers", [TOPIC]) as stays:
        with log.subscribe("readers", [TOPIC]) as leaves:
            both_of(stays, leaves, tell)
            told = tell(1)
            kept, dropped = list[EventRecord](), list[EventRecord]()
            while len(kept) + len(dropped) < len(told):
                kept.extend(stays.poll(100))
                dropped.extend(leaves.poll(100))
                stays.wait(0.05)
                leaves.wait(0.05)
            stays.checkpoint()
        again = polled(stays, len(dropped))
        stays.checkpoint()
        assert sorted(ids(again)) == sorted(ids(dropped))
        more = tell(1)
        assert sorted(ids(polled(stays, len(more)))) == sorted(more)
    assert dropped
    assert_in_order(again)


def both_of(
    one: Subscription, other: Subscription, tell: Tell
) -> tuple[list[EventRecord], list[EventRecord]]:
    """Tell rounds until both were given some of the same one; returns what each was given of it."""
    while True:
        many, found = len(tell(1)), ([list[EventRecord](), list[EventRecord]()])
        while sum(map(len, found)) < many:
            for mine, subscription in zip(found, (one, other), strict=True):
                mine.extend(subscription.poll(100))
                subscription.checkpoint()
                subscription.wait(0.05)
        if all(found):
            return found[0], found[1]


def test_groups_are_as_far_as_they_say(log: EventLog, tell: Tell) -> None:
    told = tell(2)
    assert read(log, len(told), "quick", topic=TOPIC)
    with log.subscribe("slow", [TOPIC]) as subscription:
        subscription.poll(30)
        subscription.checkpoint()
    more = tell(1)

    lag = log.lag(["quick", "slow", "unheard of"])
    assert {one.topic for one in lag} == {TOPIC}
    waits = {name: sum(one.lag for one in lag if one.group == name) for name in ("quick", "slow")}
    assert waits == {"quick": len(more), "slow": len(told) + len(more) - 30}
    assert all((one.oldest is None) == (one.lag == 0) for one in lag)
    assert all(one.end > one.checkpoint for one in lag if one.lag)
    ends = chain.from_iterable((one.partition, one.end) for one in lag if one.lag)
    assert len(set(ends)) > 1


def test_who_follows_nothing_else_has_nothing_before_it(log: EventLog) -> None:
    with log.subscribe("readers", [TOPIC]) as subscription:
        assert subscription.poll(10) == []
    assert all((one.lag, one.oldest) == (0, None) for one in log.lag(["readers"]))
