"""Briefs asked for at once, again and after something changed, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Barrier, Event, Lock
from typing import Any
from uuid import uuid4

import pytest
from injector import Injector

from adapters.campaigns.briefs.template_writer import TemplateBriefWriter, TemplateDrafting
from application.campaigns.briefs.create_brief import CreateBrief
from application.campaigns.briefs.ports import Awaited, Tools, Writings
from application.campaigns.briefs.read_briefs import ReadBriefs
from application.campaigns.briefs.sharing import LIFETIME
from application.campaigns.briefs.tools import BriefTools
from application.campaigns.briefs.write_brief import WriteBrief
from application.clock import Clock
from application.errors import Unavailable
from application.paging import Window
from domain.access import Level, LevelNotHeld
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId, BriefNotFound
from domain.ids import OrganisationId
from entrypoints.testing.doubles import SteppingClock
from support.campaign_briefs import FewNumbers, NoArticles, asked
from support.people import ADA, BEN, EVE

THREADS = 32


@dataclass
class Counting:
    """Writes as the template does, counts how often, and waits where it is told to."""

    name: str = "counting"
    prompt: str = ""
    count: int = 0
    begun: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)
    down: bool = False
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.go_on.set()

    @contextmanager
    def begin(self, asking: Asked, tools: Tools) -> Iterator[TemplateDrafting]:
        with self.lock:
            self.count += 1
        self.begun.set()
        assert self.go_on.wait(60)
        if self.down:
            raise Unavailable("the model", "it is down")
        with TemplateBriefWriter().begin(asking, tools) as drafting:
            yield drafting


@dataclass
class Numbers(FewNumbers):
    number: int = 3

    def snapshot(self, organisation_id: OrganisationId) -> int:
        return self.number

    def best(self, *given: Any) -> Any:
        return replace(super().best(*given), snapshot=self.number)


@dataclass
class Desk:
    """A process: what it shares with others is the database."""

    create: CreateBrief
    writer: Counting
    numbers: Numbers
    clock: SteppingClock

    def ask(self, by: Any = ADA, **changes: Any) -> Brief:
        return self.create(by, BriefId(uuid4()), asked(**changes))


def a_desk(world: Injector, writer: Counting | None = None, clock: Any = None) -> Desk:
    create, numbers = world.get(CreateBrief), Numbers()
    writer = writer or Counting()
    clock = clock or SteppingClock(world.get(Clock).now())
    write = WriteBrief(writer, BriefTools(NoArticles(), numbers))
    shared = create.shared
    made = type(shared)(
        write, shared.writings, numbers, clock, shared.ids, shared.rest, shared.leasing
    )
    return Desk(CreateBrief(create.access, create.briefs, made, clock), writer, numbers, clock)


@dataclass
class AwayAt:
    """Writings whose database is away when one of these is asked of it."""

    kept: Writings
    away: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        if name in self.away:
            raise Unavailable("the database", "it is away")
        return getattr(self.kept, name)


@pytest.fixture
def desk(world: Injector) -> Desk:
    return a_desk(world)


def test_who_asks_again_gets_the_same_words_as_a_brief_of_their_own(
    world: Injector, desk: Desk
) -> None:
    first, again = desk.ask(), desk.ask(brand="  HARBOUR", platform="ig")
    assert (first.cached, again.cached, desk.writer.count) == (False, True, 1)
    assert again.id != first.id
    assert again.writing == first.writing
    assert again.asked.brand == "HARBOUR"
    read = world.get(ReadBriefs)
    assert read.one(ADA, again.id) == again
    assert {one.id for one in read(BEN, Window(9)).items} == {first.id, again.id}


@pytest.mark.parametrize("away", ["fresh", "claim", "finish", "finish give_up"])
def test_while_words_can_be_kept_nowhere_nobody_is_given_any(desk: Desk, away: str) -> None:
    shared = desk.create.shared
    kept = AwayAt(shared.writings, set(away.split()))
    made = type(shared)(
        shared.write, kept, desk.numbers, desk.clock, shared.ids, shared.rest, shared.leasing
    )
    desk.create = CreateBrief(desk.create.access, desk.create.briefs, made, desk.clock)
    for _ in range(2 if "give_up" not in away else 1):
        with pytest.raises(Unavailable):
            desk.ask()
    written = desk.writer.count
    kept.away.clear()
    desk.clock.step(shared.leasing)  # for who could not even say that it gave up
    brief = desk.ask()
    assert (brief.cached, desk.writer.count) == (False, written + 1)
    assert desk.ask().cached


def test_after_thirty_minutes_they_are_written_anew(desk: Desk) -> None:
    desk.ask()
    desk.clock.step(LIFETIME - timedelta(seconds=1))
    assert desk.ask().cached
    desk.clock.step(timedelta(seconds=2))
    assert not desk.ask().cached
    assert desk.writer.count == 2


def test_performance_data_that_changed_is_written_from_anew(desk: Desk) -> None:
    desk.ask()
    desk.numbers.number += 1
    assert not desk.ask().cached
    assert desk.ask().cached


def test_another_organisation_has_its_own(desk: Desk) -> None:
    desk.ask()
    assert not desk.ask(by=EVE).cached


def test_a_fallback_is_never_found_again(desk: Desk) -> None:
    desk.writer.down = True
    fallen = desk.ask()
    assert (fallen.writing.written.fallback, fallen.cached) == (True, False)
    desk.writer.down = False
    mended = desk.ask()
    assert (mended.writing.written.fallback, mended.cached) == (False, False)
    assert desk.ask().cached


def test_many_at_once_are_one_writing(desk: Desk) -> None:
    together(desk, [desk] * THREADS)


def test_also_in_several_processes(world: Injector, desk: Desk) -> None:
    others = [a_desk(world, desk.writer, desk.clock) for _ in range(3)]
    together(desk, [desk, *others] * (THREADS // 4))


def test_who_waits_in_another_process_shares_even_a_fallback(world: Injector, desk: Desk) -> None:
    desk.writer.down = True
    together(desk, [desk, a_desk(world, desk.writer, desk.clock)], waiting=True)


def together(desk: Desk, desks: list[Desk], *, waiting: bool = False) -> None:
    """Let all ask before the first has written: nobody can have found it fresh.

    With `waiting`, until one of them has seen that another writes.
    """
    asking, writer = Barrier(len(desks) + 1), desk.writer
    writer.go_on.clear()
    seen = Seen(len(desks) - 1)

    def ask(one: Desk) -> Brief:
        asking.wait(60)
        return seen.watched(one).ask()

    with ThreadPoolExecutor(len(desks)) as pool:
        briefs = [pool.submit(ask, one) for one in desks]
        asking.wait(60)
        assert writer.begun.wait(60)
        assert (seen.awaiting if waiting else seen.all_looked).wait(60)
        writer.go_on.set()
        made = [one.result() for one in briefs]
    assert writer.count == 1
    assert sorted(one.cached for one in made) == [False] + [True] * (len(made) - 1)
    assert len({one.writing.id for one in made}) == 1


@dataclass
class Seen:
    """Knows when that many have looked for fresh words and found none."""

    wanted: int
    looked: int = 0
    lock: Lock = field(default_factory=Lock)
    all_looked: Event = field(default_factory=Event)
    awaiting: Event = field(default_factory=Event)

    def watched(self, desk: Desk) -> Desk:
        seen, shared = self, desk.create.shared

        class Watching:
            def fresh(self, claim: Any, now: Any) -> Any:
                found = shared.writings.fresh(claim, now)
                with seen.lock:
                    seen.looked += 1
                    if seen.looked > seen.wanted:
                        seen.all_looked.set()
                return found

            def claim(self, *given: Any, **more: Any) -> Any:
                found = shared.writings.claim(*given, **more)
                if isinstance(found, Awaited):
                    seen.awaiting.set()
                return found

            def __getattr__(self, name: str) -> Any:
                return getattr(shared.writings, name)

        watching: Any = replace(shared, writings=Watching())
        object.__setattr__(watching, "_flights", shared._flights)
        object.__setattr__(watching, "_lock", shared._lock)
        return replace(desk, create=replace(desk.create, shared=watching))


def test_a_writer_that_dies_is_taken_over_from(world: Injector, desk: Desk) -> None:
    """Its lease runs out; a clock that stands still would wait for ever."""
    dead = a_desk(world, Counting(), desk.clock)
    dead.writer.go_on.clear()
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(dead.ask)
        assert dead.writer.begun.wait(60)
        desk.clock.step(desk.create.shared.leasing)
        heir = desk.ask()
        assert not heir.cached
        dead.writer.go_on.set()
        assert not hanging.result().cached
    assert desk.ask().writing == heir.writing


def test_what_breaks_on_the_way_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Counting, "begin", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            desk.ask()
    assert not desk.ask().cached


def test_only_editors_ask_and_only_members_read(world: Injector, desk: Desk) -> None:
    brief, read = desk.ask(by=BEN), world.get(ReadBriefs)
    with pytest.raises(BriefNotFound):
        read.one(EVE, brief.id)
    with pytest.raises(BriefNotFound):
        read.one(ADA, BriefId(uuid4()))
    viewer = replace(ADA, at_most=Level.VIEW)
    assert read.one(viewer, brief.id).asked_by == BEN.user_id
    with pytest.raises(LevelNotHeld):
        desk.ask(by=viewer)
