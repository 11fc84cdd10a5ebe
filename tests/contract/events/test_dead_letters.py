"""What dead letters promise, on every database."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from injector import Injector

from application.clock import Clock
from application.events.dead_letters.ports import DeadLetters
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.failing import Failing
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Poisoned, ProcessingStore
from application.events.processing.retry_events import RetryEvents
from application.ids import IdSource
from application.paging import Window
from contract.events.conftest import Scripted, Take
from domain.events.dead_letters import Choice, Redrive
from support.people import ADA, EVE
from support.told import an_event

Kill = Callable[..., None]
OURS = ADA.organisation_id


@pytest.fixture
def letters(world: Injector) -> DeadLetters:
    return world.get(DeadLetters)


@pytest.fixture
def failing(world: Injector) -> Failing:
    return Failing(world.get(Clock), world.get(IdSource), lambda: 0.5, lambda text: text)


@pytest.fixture
def kill(world: Injector, failing: Failing, consumer: Scripted, take: Take) -> Kill:
    """Let events die of a reason, with those behind them in their lanes."""

    def killed(reason: str, *events: str, lane: str) -> None:
        apply = ApplyEvents(
            world.get(ProcessingStore), failing, world.get(Clock), world.get(IdSource)
        )
        consumer.wrong[events[0]] = Poisoned(reason, "it is poison")
        apply(consumer, take(*(an_event(id=one, key=lane) for one in events)))

    return killed


@pytest.fixture
def redrive(world: Injector, consumer: Scripted) -> Callable[[Choice], int]:
    def redriven(choice: Choice) -> int:
        with world.get(ProcessingStore).transaction(consumer.name, alone=True) as work:
            moved = work.backlog.redrive(OURS, choice, world.get(Clock).now())
            work.commit()
        return moved

    return redriven


@pytest.fixture
def retry(world: Injector, failing: Failing, consumer: Scripted) -> Callable[[], int]:
    again = RetryEvents(
        world.get(ProcessingStore), world.get(OpenEvents), failing, world.get(Clock)
    )
    return lambda: again(consumer)


def told(letters: DeadLetters, choice: Choice) -> list[str]:
    return [one.external_id for one in letters.next_up(OURS, choice, 100)]


def test_pages_show_them_newest_first_and_to_their_organisation_only(
    letters: DeadLetters, kill: Kill
) -> None:
    kill("bad_total", "a1", "a2", lane="a")
    kill("bad_name", "b1", lane="b")

    first = letters.listed(OURS, Choice(), Window(2))
    rest = letters.listed(OURS, Choice(), Window(2, first.next))
    assert [one.external_id for one in (*first.items, *rest.items)] == ["b1", "a2", "a1"]
    assert rest.next is None
    assert letters.listed(EVE.organisation_id, Choice(), Window(9)).items == ()
    assert letters.by_id(OURS, first.items[0].id) == first.items[0]
    assert letters.by_id(EVE.organisation_id, first.items[0].id) is None
    assert letters.by_id(OURS, UUID(int=7)) is None


def test_each_may_be_chosen_by_what_is_known_of_it(letters: DeadLetters, kill: Kill) -> None:
    kill("bad_total", "a1", "a2", lane="a")
    kill("bad_name", "b1", lane="b")
    one = letters.listed(OURS, Choice(reason="bad_name"), Window(9)).items[0]
    moment = timedelta(seconds=1)

    assert told(letters, Choice(consumer="scripted", type="order.paid")) == ["a1", "a2", "b1"]
    assert told(letters, Choice(consumer="another")) == []
    assert told(letters, Choice(source="till")) == []
    assert told(letters, Choice(ids=(one.id,))) == ["b1"]
    assert told(letters, Choice(since=one.due_at + moment)) == []
    assert told(letters, Choice(until=one.due_at + moment)) == ["a1", "a2", "b1"]


def test_a_redrive_moves_what_was_foreseen_in_order_and_once(
    letters: DeadLetters,
    kill: Kill,
    consumer: Scripted,
    redrive: Callable[[Choice], int],
    retry: Callable[[], int],
) -> None:
    kill("bad_total", "a1", "a2", "a3", lane="a")
    kill("bad_name", "b1", lane="b")
    consumer.wrong.clear()
    foreseen, order = letters.foreseen(OURS, Choice()), told(letters, Choice())

    assert foreseen == Redrive(matching=4, moving=4)
    assert redrive(Choice()) == 4
    assert redrive(Choice()) == 0
    assert retry() == 4
    assert retry() == 0
    assert consumer.done == order == ["a1", "a2", "a3", "b1"]


def test_what_stands_behind_one_that_was_not_chosen_stays(
    letters: DeadLetters, kill: Kill, redrive: Callable[[Choice], int]
) -> None:
    kill("bad_total", "a1", "a2", lane="a")
    parked = Choice(reason="lane_parked")

    assert letters.foreseen(OURS, parked) == Redrive(matching=1, moving=0)
    assert redrive(parked) == 0
    assert redrive(Choice(reason="bad_total")) == 1
    assert letters.foreseen(OURS, parked) == Redrive(matching=1, moving=1)


def test_one_that_dies_again_stops_its_lane_again(
    letters: DeadLetters,
    kill: Kill,
    consumer: Scripted,
    redrive: Callable[[Choice], int],
    retry: Callable[[], int],
) -> None:
    kill("bad_total", "a1", "a2", lane="a")
    redrive(Choice())
    retry()

    assert told(letters, Choice()) == ["a1", "a2"]
    assert consumer.done == []
