"""What every EventLog promises about the consumers of one group."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import monotonic

from application.messaging.ports import EventId, EventLog, EventRecord, Subscription
from support.event_logs import PATIENCE, TOPIC, a_record, by_key, numbered, polled, read

KEYS = [f"key-{number}" for number in range(40)]


def one_of_each(subscriptions: Sequence[Subscription], log: EventLog) -> list[list[EventRecord]]:
    """Append rounds of records until each of the subscriptions has been given some of a round."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        batch = [a_record(key=key) for key in KEYS]
        log.append(batch)
        found = [list[EventRecord]() for _ in subscriptions]
        while sum(map(len, found)) < len(batch) and monotonic() < until:
            for mine, subscription in zip(found, subscriptions, strict=True):
                mine.extend(subscription.poll(100))
                subscription.checkpoint()
                subscription.wait(0.05)
        if all(found):
            return found
    raise AssertionError("one of them was never given anything")


def test_consumers_of_one_group_share_the_partitions(log: EventLog) -> None:
    with log.subscribe("readers", [TOPIC]) as one, log.subscribe("readers", [TOPIC]) as other:
        first, second = one_of_each([one, other], log)

    assert len({record.id for record in [*first, *second]}) == len(KEYS)
    assert not {record.key for record in first} & {record.key for record in second}


def test_who_leaves_hands_over_what_was_not_checkpointed(log: EventLog) -> None:
    with log.subscribe("readers", [TOPIC]) as stays:
        with log.subscribe("readers", [TOPIC]) as leaves:
            one_of_each([stays, leaves], log)
            batch = [a_record(key=key) for key in KEYS]
            log.append(batch)
            kept, dropped = list[EventRecord](), list[EventRecord]()
            while len(kept) + len(dropped) < len(batch):
                kept.extend(stays.poll(100))
                dropped.extend(leaves.poll(100))
                stays.wait(0.05)
                leaves.wait(0.05)
            stays.checkpoint()
        again = polled(stays, len(dropped))

    assert dropped
    assert by_key(again) == by_key(dropped)


def test_a_checkpoint_of_what_was_handed_over_moves_nothing(log: EventLog) -> None:
    """Whatever one still holds when another has come, nothing is lost and nothing goes back."""
    log.append([one for key in KEYS for one in numbered(key, 2)])
    with log.subscribe("readers", [TOPIC]) as first:
        begun = polled(first, 2 * len(KEYS))
        with log.subscribe("readers", [TOPIC]) as second:
            second.wait(0.2)
            first.checkpoint()
            more = [a_record(key=key) for key in KEYS]
            log.append(more)
            seen = dict[EventId, EventRecord]()
            until = monotonic() + PATIENCE
            while {one.id for one in more} - seen.keys() and monotonic() < until:
                for each in (first, second):
                    seen.update({one.id: one for one in each.poll(100)})
                    each.checkpoint()
                    each.wait(0.05)

    assert len(begun) == 2 * len(KEYS)
    assert {one.id for one in more} <= seen.keys()
    assert read(log, 0) == []


def test_a_group_that_grows_and_shrinks_gets_everything_in_order(log: EventLog) -> None:
    """Consumers come and go while records are in flight; each key keeps its order."""
    records = [[a_record(key=key) for key in KEYS[:8]] for _ in range(20)]
    flat = [one for row in records for one in row]
    seen, done = list[EventRecord](), Event()
    barrier = Barrier(3)

    def consume() -> None:
        barrier.wait(timeout=PATIENCE)
        while not done.is_set():
            with log.subscribe("readers", [TOPIC]) as subscription:
                for _ in range(6):
                    found = subscription.poll(7)
                    seen.extend(found)
                    subscription.checkpoint()
                    if done.is_set():
                        break
                    subscription.wait(0.1)

    with ThreadPoolExecutor(2) as pool:
        consumers = [pool.submit(consume) for _ in range(2)]
        barrier.wait(timeout=PATIENCE)
        for row in records:
            log.append(row)
        until = monotonic() + 2 * PATIENCE
        while {one.id for one in flat} - {one.id for one in seen} and monotonic() < until:
            done.wait(0.05)
        done.set()
        for consumer in consumers:
            consumer.result()

    assert {one.id for one in flat} == {one.id for one in seen}
    assert firsts(seen) == by_key(flat)


def firsts(records: Sequence[EventRecord]) -> dict[str, list[EventId]]:
    """Return the ids of each key in the order in which each came for the first time."""
    return by_key(list({one.id: one for one in records}.values()))
