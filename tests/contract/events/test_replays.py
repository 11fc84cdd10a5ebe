"""What a replay promises, on every database."""

import dataclasses
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import permutations
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from injector import Injector

from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.consumers.tally import TallyEvents
from application.events.erasing.erase_subject import EraseSubject
from application.events.forgetting.forget_entries import ForgetEntries
from application.events.forgetting.ports import OldEntries
from application.events.keyring import Keyring
from application.events.ports import Journal, Seals
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Effects, Poisoned, ProcessingStore
from application.events.processing.publish_events import PublishEvents
from application.events.replays import run_replay
from application.events.replays.begin_replay import QUEUE, BeginReplay, CancelReplay, NewReplay
from application.events.replays.read_replays import ReadReplays
from application.events.replays.run_replay import RunReplay
from application.jobs.ports import JobQueue, Lease, LeaseLost
from application.paging import Window
from domain.access import LevelNotHeld
from domain.events.incoming import Incoming
from domain.events.json_value import JsonValue
from domain.events.replay import (
    NotRebuildable,
    NotWhole,
    Passed,
    Range,
    RangeEmpty,
    Replay,
    ReplayId,
    ReplayNotFound,
    ReplayOver,
    ReplayRunning,
    ReplayState,
)
from domain.events.seen import Lane, SeenEvent
from domain.principal import Principal
from entrypoints.testing.doubles import SteppingClock
from entrypoints.workers.worker import Worker
from support.people import ADA, BEN, EVE
from support.told import an_event

Begin = Callable[..., Replay]
ALL = Range()


@pytest.fixture
def tell(world: Injector) -> Callable[..., None]:
    """Tell events, and let the consumers do them unless they are to wait."""

    def told(*events: Incoming, by: Principal = ADA, done: bool = True) -> None:
        world.get(AcceptEvents)(by, events)
        if done:
            world.get(Worker).carry_events()

    return told


@pytest.fixture
def begin(world: Injector) -> Begin:
    def begun(
        consumer: str = "tallies", range: Range = ALL, by: Principal = ADA, **more: bool
    ) -> Replay:
        new = NewReplay(ReplayId(uuid4()), consumer, range, **more)
        return world.get(BeginReplay)(by, new)

    return begun


@pytest.fixture
def done(world: Injector) -> Callable[[Replay], Replay]:
    """Let a worker do what is due until the replay is over."""

    def finished(replay: Replay) -> Replay:
        run_until_over(world, world.get(RunReplay))
        return world.get(ReadReplays).one(ADA, replay.id)

    return finished


def traces(many: int) -> list[Incoming]:
    """Return payments of three states each, told in every order, some of them twice."""
    orders, random = list(permutations((1, 2, 3))), Random(7)
    told = [
        an_event(key=f"payment {number}", sequence=state, data={"state": state})
        for number in range(many)
        for state in orders[number % len(orders)]
    ]
    return told + random.sample(told, many // 2)


@pytest.mark.parametrize("consumer", ["tallies", "states"])
def test_a_projection_made_anew_is_the_one_that_grew_live(
    begin: Begin, tell: Callable[..., None], done: Callable[[Replay], Replay], consumer: str
) -> None:
    tell(*traces(6), an_event())
    tell(an_event(), by=EVE)

    replay = done(begin(consumer))
    assert replay.state is ReplayState.DONE
    assert (replay.is_same, replay.is_complete) == (True, True)
    assert replay.own == replay.live
    assert replay.read == 19
    assert replay.applied == {"tallies": 19, "states": 18}[consumer]
    assert replay.passed == {"tallies": {}, "states": {Passed.UNWANTED: 1}}[consumer]


@pytest.mark.parametrize("consumer", ["tallies", "states"])
def test_it_is_the_same_while_events_arrive_out_of_order_and_twice(
    world: Injector,
    begin: Begin,
    tell: Callable[..., None],
    done: Callable[[Replay], Replay],
    consumer: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_replay, "BATCH", 4)
    told = traces(8)
    tell(*told[:9])

    def rest(_seconds: float) -> None:
        arriving = [told.pop() for _ in range(min(4, len(told) - 9))]
        tell(*arriving, told[0])

    replay = begin(consumer)
    run_until_over(world, replace(world.get(RunReplay), rest=rest))
    replay = world.get(ReadReplays).one(ADA, replay.id)
    assert len(told) == 9
    assert (replay.state, replay.is_same) == (ReplayState.DONE, True)
    assert replay.applied == 24


def run_until_over(world: Injector, run: RunReplay) -> None:
    for _ in range(100):
        if world.get(JobQueue).waiting().get(QUEUE, 0) == 0:
            return
        run(leased(world))
    raise AssertionError("it goes on and on")


def leased(world: Injector) -> Lease:
    """Take the job, as one who comes when it is due."""
    now = world.get(Clock).now() + 2 * run_replay.SOON
    lease = world.get(JobQueue).lease((QUEUE,), now=now, until=lambda: now, token=uuid4())
    assert lease is not None
    return lease


def test_it_says_what_its_consumer_holds_of_each_thing(
    world: Injector, begin: Begin, tell: Callable[..., None], done: Callable[[Replay], Replay]
) -> None:
    """The digest leaves out what seals hide; so what was put in place is opened and read."""
    tell(*traces(6))
    before = states(world)

    replay = done(begin("states", replace=True))
    assert (replay.replaced, replay.is_same) == (True, True)
    assert states(world) == before
    assert [one[0] for one in before.values()] == [{"state": 3}] * 6


def states(world: Injector) -> dict[Lane, tuple[JsonValue, int]]:
    """Open what is held live of everything that was told of."""
    kept = world.get(Journal).after(0, 1_000)
    lanes = {(one.entry.organisation_id, one.entry.lane) for one in kept}
    keys = world.get(Keyring).opening({one.entry.key_id for one in kept})
    with world.get(ProcessingStore).transaction("states", alone=True) as work:
        held = work.entities.by_lanes(lanes)
    found = {}
    for lane, entity in held.items():
        assert entity.latest is not None
        sealed = b64decode(entity.latest.sealed)
        [opened] = world.get(Seals).open([sealed], [keys[entity.latest.key_id]])
        found[lane] = (opened.data, entity.latest.sequence)
    return found


def test_a_live_projection_that_went_wrong_is_found_out_and_mended(
    world: Injector, begin: Begin, tell: Callable[..., None], done: Callable[[Replay], Replay]
) -> None:
    tell(an_event(), an_event(type="order.made"))
    [wrong] = world.get(OpenEvents).kept([1]).values()
    with world.get(ProcessingStore).transaction("tallies", alone=True) as work:
        work.tallies.count([wrong])
        work.commit()

    assert done(begin()).is_same is False
    mended = done(begin(replace=True))
    assert (mended.is_same, mended.replaced) == (False, True)
    assert done(begin()).is_same is True


def test_a_subject_who_was_erased_is_passed_over_and_counted(
    world: Injector, begin: Begin, tell: Callable[..., None], done: Callable[[Replay], Replay]
) -> None:
    tell(an_event(subject="kim@example.org"), an_event(), an_event())
    world.get(EraseSubject)(ADA, "kim@example.org")

    replay = done(begin(replace=True))
    assert (replay.read, replay.applied, replay.passed) == (3, 2, {Passed.ERASED: 1})
    assert (replay.is_complete, replay.is_same, replay.replaced) == (False, None, False)


def test_only_what_is_chosen_is_replayed(
    world: Injector, begin: Begin, tell: Callable[..., None], done: Callable[[Replay], Replay]
) -> None:
    tell(an_event(), an_event(type="order.made"), an_event(source="till"))
    moment = world.get(Journal).after(0, 1)[0].entry.received_at
    tell(an_event())
    last = world.get(Journal).after(3, 1)[0].entry.received_at

    def counted(**chosen: Any) -> tuple[int, int]:
        replay = done(begin(range=Range(**chosen)))
        assert replay.is_same is None
        return replay.applied, replay.passed.get(Passed.NOT_CHOSEN, 0)

    assert counted(types=frozenset({"order.made"})) == (1, 3)
    assert counted(sources=frozenset({"shop"})) == (3, 1)
    assert counted(since=last) == (1, 3)
    assert counted(until=last) == (3, 1)
    assert counted(since=moment, until=last) == (3, 1)
    assert counted(until=moment) == (0, 4)


def test_what_is_about_to_be_done_is_waited_for(
    world: Injector, begin: Begin, tell: Callable[..., None], done: Callable[[Replay], Replay]
) -> None:
    tell(an_event(), done=False)
    replay = begin()
    world.get(Worker).do_job((QUEUE,))
    assert world.get(ReadReplays).one(ADA, replay.id).is_running

    world.get(Worker).carry_events()
    over = done(replay)
    assert (over.applied, over.is_same) == (1, True)


def test_what_a_consumer_could_not_do_is_missing_and_said_so(
    world: Injector, begin: Begin, tell: Callable[..., None], done: Callable[[Replay], Replay]
) -> None:
    tell(an_event(id="bad", key="a"), an_event(key="b"), done=False)
    events = world.get(OpenEvents).kept([1, 2]).values()
    world.get(PublishEvents)()
    world.get(ApplyEvents)(Poisoning(), list(events))

    replay = done(begin())
    assert (replay.applied, replay.passed) == (1, {Passed.NOT_DONE: 1})
    assert not replay.is_complete


@dataclass(frozen=True, slots=True)
class Poisoning(TallyEvents):
    """Finds one event that nothing can be done about."""

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        if any(one.external_id == "bad" for one in events):
            raise Poisoned("bad", "it is bad")
        effects.tallies.count(events)


def test_what_takes_its_time_goes_on_where_it_was(
    world: Injector,
    begin: Begin,
    tell: Callable[..., None],
    done: Callable[[Replay], Replay],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_replay, "BATCH", 2)
    monkeypatch.setattr(run_replay, "SLICE", timedelta(0))
    tell(*(an_event() for _ in range(9)))
    replay = begin()

    run, seen = world.get(RunReplay), list[int]()
    for _ in range(5):
        seen.append(world.get(ReadReplays).one(ADA, replay.id).applied)
        run(leased(world))
    assert seen == [0, 2, 4, 6, 8]
    over = world.get(ReadReplays).one(ADA, replay.id)
    assert (over.applied, over.is_same) == (9, True)


def test_it_leaves_the_time_that_is_not_its_own(
    world: Injector, begin: Begin, tell: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_replay, "BATCH", 2)
    tell(*(an_event() for _ in range(5)))
    begin()
    rests: list[float] = []
    clock = Striding(world.get(Clock).now())

    run_until_over(world, replace(world.get(RunReplay), rest=rests.append, share=0.2, clock=clock))
    assert len(rests) == 2
    assert all(one >= 0.4 for one in rests)


class Striding(SteppingClock):
    """A tenth of a second goes by from one look to the next."""

    def now(self) -> datetime:
        self.step(timedelta(milliseconds=100))
        return self.at


def test_a_replay_that_was_cancelled_does_no_more(
    world: Injector,
    begin: Begin,
    tell: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_replay, "BATCH", 2)
    tell(*(an_event() for _ in range(9)))
    replay = begin()

    def cancel(_seconds: float) -> None:
        world.get(CancelReplay)(ADA, replay.id)

    run_until_over(world, replace(world.get(RunReplay), rest=cancel))
    over = world.get(ReadReplays).one(ADA, replay.id)
    assert (over.state, over.applied, over.own) == (ReplayState.CANCELLED, 2, None)
    with pytest.raises(ReplayOver):
        world.get(CancelReplay)(ADA, replay.id)
    begin()


@pytest.mark.parametrize("batch", [2, 500], ids=["on its way", "at its end"])
def test_who_lost_the_lease_commits_nothing(
    world: Injector,
    begin: Begin,
    tell: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
) -> None:
    monkeypatch.setattr(run_replay, "BATCH", batch)
    tell(*(an_event() for _ in range(3)))
    replay = begin()
    lease = leased(world)

    with pytest.raises(LeaseLost):
        world.get(RunReplay)(dataclasses.replace(lease, token=uuid4()))
    assert world.get(ReadReplays).one(ADA, replay.id) == replay
    world.get(RunReplay)(lease)
    assert world.get(ReadReplays).one(ADA, replay.id).applied == 3


def test_one_that_never_ends_is_given_up(world: Injector, begin: Begin) -> None:
    replay = begin()
    lease = leased(world)
    world.get(RunReplay).give_up(lease)
    assert world.get(ReadReplays).one(ADA, replay.id).state is ReplayState.FAILED
    begin()


def test_two_at_once_into_one_projection_are_refused(begin: Begin) -> None:
    begin()
    with pytest.raises(ReplayRunning):
        begin()
    begin("states")
    begin(by=EVE)


@pytest.mark.parametrize("consumer", ["knowledge", "nobody"])
def test_what_does_more_than_a_projection_is_not_replayed(begin: Begin, consumer: str) -> None:
    with pytest.raises(NotRebuildable, match="tallies, states"):
        begin(consumer)


def test_a_range_in_which_nothing_can_lie_is_refused(world: Injector, begin: Begin) -> None:
    now = world.get(Clock).now()
    with pytest.raises(RangeEmpty):
        begin(range=Range(now, now))
    with pytest.raises(NotWhole):
        begin(range=Range(since=now), replace=True)


def test_only_managers_may_and_only_members_see_it(world: Injector, begin: Begin) -> None:
    replay, read = begin(), world.get(ReadReplays)
    with pytest.raises(LevelNotHeld):
        begin("states", by=BEN)
    with pytest.raises(LevelNotHeld):
        world.get(CancelReplay)(BEN, replay.id)
    with pytest.raises(ReplayNotFound):
        world.get(CancelReplay)(EVE, replay.id)
    with pytest.raises(ReplayNotFound):
        read.one(EVE, replay.id)
    assert read.one(BEN, replay.id) == replay
    assert read(BEN, Window(9)).items == (replay,)
    assert read(EVE, Window(9)).items == ()


def test_what_the_journal_forgets_meanwhile_is_missing(
    world: Injector,
    begin: Begin,
    tell: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_replay, "BATCH", 2)
    tell(*(an_event() for _ in range(9)))
    later = SteppingClock(world.get(Clock).now() + timedelta(days=31))
    forget = ForgetEntries(world.get(OldEntries), world.get(Consumers), later)

    def rest(_seconds: float) -> None:
        forget()

    replay = begin(replace=True)
    run_until_over(world, replace(world.get(RunReplay), rest=rest))
    over = world.get(ReadReplays).one(ADA, replay.id)
    assert (over.state, over.applied) == (ReplayState.DONE, 3)
    assert over.forgotten is not None
    assert (over.is_complete, over.is_same, over.replaced) == (False, None, False)
    assert begin(range=Range(since=later.now())).forgotten is None
