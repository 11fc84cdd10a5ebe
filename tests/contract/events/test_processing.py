"""What seeing events through promises, on every database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from injector import Injector

from application.clock import Clock
from application.errors import Unavailable
from application.events.erasing.erase_subject import EraseSubject
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.failing import Failing
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Poisoned, ProcessingStore, TryLater
from application.events.processing.retry_events import RetryEvents
from application.ids import IdSource
from contract.events.conftest import Scripted, Take
from domain.events.backlog import Backlogged, Waiting
from domain.events.retrying import RetryPolicy
from entrypoints.testing.doubles import SteppingClock
from support.people import ADA, NOON
from support.told import an_event

MOST = 3
Due = Callable[[], list[Backlogged]]


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOON)


@pytest.fixture
def failing(world: Injector, clock: SteppingClock) -> Failing:
    policy = RetryPolicy(most_attempts=MOST)
    return Failing(clock, world.get(IdSource), lambda: 0.5, lambda text: text, policy=policy)


@pytest.fixture
def apply(world: Injector, failing: Failing, clock: Clock) -> ApplyEvents:
    return ApplyEvents(world.get(ProcessingStore), failing, clock, world.get(IdSource))


@pytest.fixture
def retry(world: Injector, failing: Failing, clock: Clock) -> RetryEvents:
    return RetryEvents(world.get(ProcessingStore), world.get(OpenEvents), failing, clock)


@pytest.fixture
def due(world: Injector, consumer: Scripted, clock: SteppingClock) -> Due:
    """Return what is due an hour from now."""
    later = clock.now() + timedelta(hours=1)
    return lambda: list(world.get(ProcessingStore).due(consumer.name, later, 100))


def test_each_event_takes_effect_once_however_often_it_comes(
    apply: ApplyEvents, consumer: Scripted, take: Take
) -> None:
    events = take(an_event(id="a"), an_event(id="b"))
    apply(consumer, [*events, *events])
    apply(consumer, [*events, *events])

    assert consumer.done == ["a", "b"]


def test_what_nobody_wants_is_passed_over(
    apply: ApplyEvents, consumer: Scripted, take: Take
) -> None:
    apply(consumer, take(an_event(type="unwanted")))
    assert consumer.done == []


def test_two_consumers_each_do_their_own(
    apply: ApplyEvents, consumer: Scripted, take: Take
) -> None:
    other, events = Scripted("other"), take(an_event(id="a"))
    apply(consumer, events)
    apply(other, events)

    assert (consumer.done, other.done) == (["a"], ["a"])


def test_a_failure_holds_up_its_own_lane_and_no_other(
    apply: ApplyEvents, consumer: Scripted, take: Take, due: Due
) -> None:
    consumer.wrong["a1"] = RuntimeError("no")
    apply(
        consumer,
        take(an_event(id="a1", key="a"), an_event(id="b1", key="b"), an_event(id="a2", key="a")),
    )
    assert consumer.done == ["b1"]
    assert [(one.external_id, one.attempts) for one in due()] == [("a1", 1), ("a2", 0)]


def test_retries_keep_the_lane_s_order(
    apply: ApplyEvents, retry: RetryEvents, consumer: Scripted, take: Take, clock: SteppingClock
) -> None:
    consumer.wrong["a1"] = RuntimeError("no")
    apply(consumer, take(*(an_event(id=f"a{one}", key="a") for one in (1, 2))))
    consumer.wrong.clear()
    apply(consumer, take(an_event(id="a3", key="a")))
    assert retry(consumer) == 0  # it rests: half of a second, as was drawn

    clock.step(timedelta(seconds=0.6))
    assert retry(consumer) == 3
    assert consumer.done == ["a1", "a2", "a3"]
    assert retry(consumer) == 0


def test_after_the_last_attempt_the_lane_stands_still(
    world: Injector,
    apply: ApplyEvents,
    retry: RetryEvents,
    consumer: Scripted,
    take: Take,
    clock: SteppingClock,
) -> None:
    consumer.wrong["a1"] = RuntimeError("no")
    events = take(*(an_event(id=f"a{one}", key="a") for one in (1, 2)))
    apply(consumer, events)
    for _ in range(MOST):
        clock.step(timedelta(hours=1))
        retry(consumer)
    late = take(an_event(id="a3", key="a"))
    apply(consumer, late)

    with world.get(ProcessingStore).transaction(consumer.name, alone=True) as work:
        held = work.backlog.by_positions([one.position for one in (*events, *late)])
    states = [(one.external_id, one.state, one.reason) for _, one in sorted(held.items())]
    assert states == [
        ("a1", Waiting.DEAD, "handler_failed"),
        ("a2", Waiting.DEAD, "lane_parked"),
        ("a3", Waiting.DEAD, "lane_parked"),
    ]
    assert [one.detail for one in held[events[0].position].failures] == ["no"] * MOST
    assert consumer.done == []


def test_poison_dies_at_once_and_another_time_is_respected(
    apply: ApplyEvents, consumer: Scripted, take: Take, due: Due, clock: SteppingClock
) -> None:
    consumer.wrong = {
        "a": Poisoned("bad_total", "the total is no number"),
        "b": TryLater("come back", timedelta(minutes=7)),
    }
    apply(consumer, take(an_event(id="a"), an_event(id="b")))

    assert [(one.external_id, one.due_at) for one in due()] == [
        ("b", clock.now() + timedelta(minutes=7))
    ]


def test_what_is_not_the_event_s_fault_leaves_everything_to_be_given_again(
    apply: ApplyEvents, consumer: Scripted, take: Take, due: Due
) -> None:
    events = take(an_event(id="a"), an_event(id="b"))
    consumer.wrong["b"] = Unavailable("the till", "it is shut")
    with pytest.raises(Unavailable):
        apply(consumer, events)
    assert due() == []

    consumer.wrong.clear()
    consumer.done.clear()  # what it had noted was rolled back with its effect
    apply(consumer, events)
    assert consumer.done == ["a", "b"]


def test_a_consumer_that_always_fails_is_left_alone_and_kills_no_event(
    apply: ApplyEvents,
    retry: RetryEvents,
    consumer: Scripted,
    take: Take,
    due: Due,
    clock: SteppingClock,
) -> None:
    events = take(*(an_event(id=f"e{one}") for one in range(30)))
    consumer.wrong = {one.external_id: RuntimeError("down") for one in events}
    with pytest.raises(Unavailable, match="many keys"):
        apply(consumer, events)
    with pytest.raises(Unavailable, match="too often"):
        apply(consumer, events)
    for _ in range(5 * MOST):
        clock.step(timedelta(minutes=2))
        with pytest.raises(Unavailable):
            retry(consumer)
    assert {one.attempts for one in due()} == {1}

    consumer.wrong.clear()
    clock.step(timedelta(minutes=2))
    apply(consumer, events)
    while retry(consumer):
        pass
    assert sorted(consumer.done) == sorted(one.external_id for one in events)


def test_events_of_an_erased_subject_leave_the_backlog_undone(
    world: Injector,
    apply: ApplyEvents,
    retry: RetryEvents,
    consumer: Scripted,
    take: Take,
    clock: SteppingClock,
) -> None:
    consumer.wrong["a1"] = RuntimeError("no")
    apply(consumer, take(an_event(id="a1", subject="kim")))
    world.get(EraseSubject)(ADA, "kim")
    consumer.wrong.clear()
    clock.step(timedelta(hours=1))

    assert retry(consumer) == 1
    assert consumer.done == []


def test_many_at_once_do_each_event_once(
    apply: ApplyEvents, consumer: Scripted, take: Take
) -> None:
    events, ready = take(*(an_event(id=f"e{one}") for one in range(20))), Barrier(6)

    def work(_: int) -> None:
        ready.wait()
        apply(consumer, events)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert sorted(consumer.done) == sorted(one.external_id for one in events)


def test_the_same_event_waits_once(
    apply: ApplyEvents, consumer: Scripted, take: Take, due: Due
) -> None:
    consumer.wrong["a"] = RuntimeError("no")
    [event] = take(an_event(id="a"))
    apply(consumer, [event])
    apply(consumer, [event._replace()])

    assert [one.attempts for one in due()] == [1]
