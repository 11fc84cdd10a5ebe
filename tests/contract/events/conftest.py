"""Events as each database keeps them, and consumers that do as they are told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.ports import Journal
from application.events.processing.inward import Inward
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Effects
from domain.events.incoming import Incoming
from domain.events.seen import SeenEvent
from domain.principal import Principal
from support.people import ADA

Take = Callable[..., list[SeenEvent]]


@dataclass(slots=True)
class Scripted(Inward):
    """A consumer that tallies, except where it is told to raise: by the event's own id."""

    name: str = "scripted"
    wrong: dict[str, Exception] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    @property
    def reads(self) -> bool:
        return True

    def wants(self, type: str, sequence: int | None) -> bool:
        return type != "unwanted"

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        for one in events:
            if one.external_id in self.wrong:
                raise self.wrong[one.external_id]
        effects.tallies.count(events)
        self.done += [one.external_id for one in events]


@pytest.fixture
def consumer() -> Scripted:
    return Scripted()


@pytest.fixture
def take(world: Injector) -> Take:
    """Accept events, and return them as consumers are given them."""

    def taken(*events: Incoming, by: Principal = ADA) -> list[SeenEvent]:
        journal, opened = world.get(Journal), world.get(OpenEvents)
        before = max((one.position for one in journal.after(0, 10_000)), default=0)
        world.get(AcceptEvents)(by, events)
        return list(opened.kept([one.position for one in journal.after(before, 10_000)]).values())

    return taken
