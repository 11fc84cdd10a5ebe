"""Small requests that come while another is seen to: one look, one commit, and each their own."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from injector import Injector

from application.access.ports import Levels
from application.errors import Unavailable
from application.events.accept_events import FEW, AcceptEvents
from application.events.drafting import Result
from application.events.keyring import Keyring
from application.events.ports import Journal, SubjectKeys
from application.tracing import Trace, traced
from domain.access import Level, LevelNotHeld
from domain.events.entry import Admission, Entry, Outcome
from domain.events.incoming import Incoming
from domain.principal import Principal
from support.people import ADA, BEN, EVE
from support.told import an_event

OTHERS = 5


@dataclass
class Counted:
    """Levels, and a journal, that count how often they are asked; BEN may only look."""

    access: Levels
    journal: Journal
    looks: list[Principal] = field(default_factory=list)
    commits: list[int] = field(default_factory=list)
    bad: str = ""
    away_after: int | None = None
    tries: int = 0

    def level(self, by: Principal, id: UUID) -> Level | None:
        self.looks.append(by)
        return Level.VIEW if by == BEN else self.access.level(by, id)

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        self.tries += 1
        if self.bad in [one.external_id for one in entries]:
            raise LookupError(self.bad)
        if len(self.commits) == self.away_after:
            raise Unavailable("the database", "it went away")
        self.commits.append(len(entries))
        return self.journal.admit(entries)


@dataclass
class Busy:
    """The first to be counted is kept until it is let."""

    let: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)

    def __call__(self, _: Mapping[str, int]) -> None:
        self.begun.set()
        assert self.let.wait(60)


@dataclass
class Away:
    """Stands where the group asks, and answers only the first request: the one before the group."""

    of: Any
    asked: int = 0

    def __getattr__(self, name: str) -> Any:
        def answer(*given: Any) -> Any:
            self.asked += 1
            if self.asked > 1:
                raise Unavailable("the database", "it answers slowly, and with an error")
            return getattr(self.of, name)(*given)

        return answer


def refused(_: Mapping[str, int]) -> None:
    raise PermissionError


def accepting(world: Injector) -> tuple[AcceptEvents, Counted]:
    accept = world.get(AcceptEvents)
    counted = Counted(accept.access, world.get(Journal))
    return replace(accept, access=counted, journal=counted), counted  # type: ignore[arg-type]  # no reading here


def ask(accept: AcceptEvents, *requests: tuple[Any, ...]) -> list[Sequence[Result] | BaseException]:
    """Ask them all while the first is seen to; return what each was told."""
    busy = Busy()
    with ThreadPoolExecutor(len(requests) + 1) as pool:
        asked: list[Future[Sequence[Result]]] = [pool.submit(accept, ADA, [an_event()], busy)]
        assert busy.begun.wait(60)
        for place, one in enumerate(requests, start=1):
            asked.append(pool.submit(accept, *one))
            while len(accept._together.waiting) < place:
                pass
        busy.let.set()
        return [one.exception(60) or one.result(60) for one in asked]


def outcomes(told: Sequence[Result] | BaseException) -> list[Outcome] | type[BaseException]:
    if isinstance(told, BaseException):
        return type(told)
    return [one.outcome for one in told]


def test_each_is_told_its_own_and_all_share_a_look_and_a_commit(world: Injector) -> None:
    accept, counted = accepting(world)
    event = an_event()
    told = ask(
        accept,
        (ADA, [event, event._replace(data={"other": True})]),
        (ADA, [event]),
        (ADA, [an_event()], refused),
        (BEN, [an_event()]),
        (ADA, []),
        (EVE, [event]),
    )
    assert [outcomes(one) for one in told] == [
        [Outcome.ACCEPTED],
        [Outcome.ACCEPTED, Outcome.CONFLICT],
        [Outcome.DUPLICATE],
        PermissionError,
        LevelNotHeld,
        [],
        [Outcome.ACCEPTED],
    ]
    assert counted.looks == [ADA, ADA, BEN, EVE]
    assert counted.commits == [1, 4]


def test_what_spoils_a_commit_fails_alone(world: Injector) -> None:
    accept, counted = accepting(world)
    events = [an_event() for _ in range(OTHERS)]
    counted.bad = events[3].id
    told = ask(accept, *((ADA, [one]) for one in events))

    good = [Outcome.ACCEPTED]
    assert [outcomes(one) for one in told] == [good, good, good, good, LookupError, good]
    kept = [one.entry.external_id for one in world.get(Journal).after(0, 100)]
    assert kept[1:] == [one.id for one in events if one.id != counted.bad]


def test_what_cannot_be_sealed_fails_alone_and_the_others_keep_their_order(
    world: Injector,
) -> None:
    accept, counted = accepting(world)
    events = [an_event() for _ in range(4)]
    spoilt = an_event(data=object())  # nothing that a format reads; it stands for a bug
    told = ask(
        accept,
        (ADA, events[:2]),
        (EVE, [events[2]]),
        (ADA, [an_event(id="good"), spoilt]),
        (ADA, [events[3]]),
    )
    good = Outcome.ACCEPTED
    assert [outcomes(one) for one in told[1:]] == [[good] * 2, [good], TypeError, [good]]
    kept = [one.entry for one in world.get(Journal).after(0, 100)][1:]
    whose = [ADA, ADA, EVE, ADA]
    assert [one.external_id for one in kept] == [one.id for one in events]
    assert [one.organisation_id for one in kept] == [one.organisation_id for one in whose]
    assert counted.commits == [1, 4]


def test_a_key_that_was_erased_meanwhile_is_made_anew(world: Injector) -> None:
    accept, _ = accepting(world)
    accept(ADA, [an_event(subject="kim")])
    keyring, keys = world.get(Keyring), world.get(SubjectKeys)
    [(named, held)] = [one for one in keyring._at_hand.items() if one[0][1]][:1]
    keyring._at_hand[named] = replace(held, id=UUID(int=7))
    assert not keys.by_ids([UUID(int=7)])

    told = ask(accept, (ADA, [an_event(subject="kim")]), (ADA, [an_event(subject="lee")]))
    assert [outcomes(one) for one in told] == [[Outcome.ACCEPTED]] * 3


def test_each_keeps_the_trace_of_who_told_it(world: Injector) -> None:
    accept, _ = accepting(world)

    def telling(by: Principal, event: Incoming, trace: Trace) -> Sequence[Result]:
        with traced(trace):
            return accept(by, [event])

    traces = [Trace(f"{number:032x}", f"{number:016x}") for number in (1, 2, 3)]
    busy = Busy()
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(accept, ADA, [an_event()], busy)
        assert busy.begun.wait(60)
        for place, one in enumerate(traces, start=1):
            pool.submit(telling, ADA, an_event(), one)
            while len(accept._together.waiting) < place:
                pass
        busy.let.set()
        assert first.result(60)
    kept = [one.entry.traceparent for one in world.get(Journal).after(0, 10)]
    assert kept == [None, *map(str, traces)]


def test_a_large_request_is_not_waited_for(world: Injector) -> None:
    accept, counted = accepting(world)
    busy = Busy()
    with ThreadPoolExecutor(2) as pool:
        large = pool.submit(accept, ADA, [an_event() for _ in range(FEW + 1)], busy)
        assert busy.begun.wait(60)
        assert outcomes(accept(ADA, [an_event()])) == [Outcome.ACCEPTED]
        busy.let.set()
        assert len(large.result(60)) == FEW + 1
    assert counted.commits == [1, FEW + 1]


@pytest.mark.parametrize("what", ["access", "journal", "seal"])
def test_what_does_not_answer_is_waited_for_once(world: Injector, what: str) -> None:
    accept, _ = accepting(world)
    away = Away(getattr(accept, what))
    changed: Any = {what: away}
    told = ask(replace(accept, **changed), *((one, [an_event()]) for one in (ADA, BEN, EVE) * 3))
    assert outcomes(told[0]) == [Outcome.ACCEPTED]
    assert [outcomes(one) for one in told[1:]] == [Unavailable] * 9
    assert away.asked == 2


def test_whoever_may_not_be_admitted_for_now_is_waited_for_once(world: Injector) -> None:
    accept, _ = accepting(world)
    away: Any = Away(dict)
    told = ask(accept, *((ADA, [an_event()], away.fromkeys) for _ in range(OTHERS)))
    assert [outcomes(one) for one in told[2:]] == [Unavailable] * (OTHERS - 1)
    assert away.asked == 2


def test_a_journal_that_goes_away_while_each_is_tried_alone_is_waited_for_once(
    world: Injector,
) -> None:
    """Who was kept before is told so."""
    accept, counted = accepting(world)
    events = [an_event() for _ in range(OTHERS)]
    counted.bad, counted.away_after = events[1].id, 2
    told = ask(accept, *((ADA, [one]) for one in events))
    assert [outcomes(one) for one in told[1:]] == [
        [Outcome.ACCEPTED],
        LookupError,
        *[Unavailable] * (OTHERS - 2),
    ]
    assert counted.tries == 1 + 1 + 3  # the first; all together; one by one
