"""What every SchemaStore promises, and what becomes of events that do not fit."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.drafting import Result
from application.events.ports import Journal
from application.events.schemas.fit_events import FitEvents
from application.events.schemas.ports import SchemaCompiler, SchemaStore
from application.events.schemas.publish_schema import NewSchema, PublishSchema
from application.events.telling.read_status import ReadStatus
from application.ids import IdSource
from application.paging import Window
from domain.events.entry import Outcome
from domain.events.incoming import Incoming
from domain.events.schemas.errors import SchemaOvertaken
from domain.events.schemas.version import Compatibility, Mode, SchemaVersion
from domain.events.status import State
from support.people import ADA, EVE, NOON
from support.told import an_event

PAID = "order.paid"
TOTAL: dict[str, Any] = {
    "type": "object",
    "properties": {"total": {"type": "integer"}},
    "required": ["total"],
}
WRONG = {"total": "secret@example.org"}


@pytest.fixture
def store(world: Injector) -> SchemaStore:
    return world.get(SchemaStore)


def a_version(world: Injector, version: int = 1, **changes: Any) -> SchemaVersion:
    made = SchemaVersion(
        id=world.get(IdSource).new(),
        organisation_id=ADA.organisation_id,
        type=PAID,
        version=version,
        schema=TOTAL,
        mode=Mode.REJECT,
        compatibility=Compatibility.BACKWARD,
        made_by=ADA.user_id,
        made_at=NOON,
    )
    return replace(made, **changes)


def publish(world: Injector, mode: Mode, schema: Any = TOTAL) -> None:
    new = NewSchema(world.get(IdSource).new(), PAID, schema, mode, Compatibility.NONE)
    world.get(PublishSchema)(ADA, new)


def accept(world: Injector, *events: Incoming) -> list[Result]:
    return list(world.get(AcceptEvents)(ADA, events))


def test_a_version_comes_back_as_it_was(world: Injector, store: SchemaStore) -> None:
    first = a_version(world, schema={"const": {"ä": [1, 1.5, None]}})
    second = a_version(world, 2, schema=True, mode=Mode.WARN)
    for one in (first, second, a_version(world, type="other")):
        store.add(one)
    assert store.one(ADA.organisation_id, PAID, 1) == first
    assert store.one(ADA.organisation_id, PAID, 3) is None
    assert store.one(EVE.organisation_id, PAID, 1) is None
    assert store.newest(ADA.organisation_id) == {PAID: 2, "other": 1}
    assert store.newest(EVE.organisation_id) == {}
    page = store.listed(ADA.organisation_id, PAID, Window(1))
    rest = store.listed(ADA.organisation_id, PAID, Window(1, page.next))
    assert (page.items, rest.items, rest.next) == ((second,), (first,), None)


def test_sixteen_who_publish_at_once_make_one_version(world: Injector, store: SchemaStore) -> None:
    ready = Barrier(16)

    def add(_: int) -> bool:
        ready.wait()
        try:
            store.add(a_version(world))
        except SchemaOvertaken:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(add, range(16))) == 1


def test_events_are_held_to_their_version_or_the_newest(world: Injector) -> None:
    publish(world, Mode.REJECT)
    publish(world, Mode.REJECT, {**TOTAL, "required": ["total", "currency"]})
    old, new, none, zero = (an_event(version=version) for version in (1, 2, 3, 0))
    results = accept(world, old, new, none, zero, an_event(), an_event(type="free", data=WRONG))
    assert [one.outcome for one in results] == [
        Outcome.ACCEPTED, *[Outcome.REJECTED] * 4, Outcome.ACCEPTED,
    ]  # fmt: skip
    flaws = [one.flaw for one in results if one.flaw]
    assert [(one.code, one.pointer) for one in flaws] == [
        ("schema_mismatch", "/data"),
        ("unknown_version", "/version"),
        ("unknown_version", "/version"),
        ("schema_mismatch", "/data"),
    ]
    assert "'currency' is missing" in flaws[0].detail


def test_what_is_rejected_is_told_with_its_place_and_never_its_value(world: Injector) -> None:
    publish(world, Mode.REJECT, {**TOTAL, "additionalProperties": {"type": "integer"}})
    [wrong, named] = accept(
        world, an_event(data=WRONG), an_event(data={"total": 1, "kim@example.org": "x"})
    )
    assert wrong.flaw is not None
    assert named.flaw is not None
    assert (wrong.flaw.pointer, named.flaw.pointer) == ("/data/total", "/data")
    assert "example.org" not in f"{wrong.flaw}{named.flaw}"
    assert world.get(Journal).after(0, 10) == []


def test_quarantine_keeps_it_beside_what_is_accepted(world: Injector) -> None:
    publish(world, Mode.QUARANTINE)
    wrong, right = an_event(data=WRONG), an_event()
    results = accept(world, wrong, right)
    assert [one.outcome for one in results] == [Outcome.QUARANTINED, Outcome.ACCEPTED]
    assert results[0].flaw is not None
    assert [one.entry.external_id for one in world.get(Journal).after(0, 10)] == [right.id]
    status = world.get(ReadStatus)(ADA, "shop", wrong.id)
    assert (status.state, status.reason, status.entry) == (
        State.QUARANTINED, "invalid", results[0].entry,
    )  # fmt: skip


def test_the_same_in_quarantine_again_is_kept_once_and_its_id_is_free(world: Injector) -> None:
    publish(world, Mode.QUARANTINE)
    wrong = an_event(data=WRONG)
    first, again = accept(world, wrong, wrong)
    [later] = accept(world, wrong)
    assert [one.outcome for one in (first, again, later)] == [Outcome.QUARANTINED] * 3
    assert first.entry == again.entry == later.entry
    [right] = accept(world, wrong._replace(data={"total": 1}))
    assert right.outcome is Outcome.ACCEPTED
    assert accept(world, wrong)[0].outcome is Outcome.CONFLICT
    assert world.get(ReadStatus)(ADA, "shop", wrong.id).state is State.RECEIVED


def test_what_was_accepted_before_stays_a_duplicate(world: Injector) -> None:
    event = an_event(data=WRONG)
    accept(world, event)
    publish(world, Mode.QUARANTINE)
    world.get(FitEvents)._newest.clear()
    assert accept(world, event)[0].outcome is Outcome.DUPLICATE


def test_a_warning_lets_it_through_and_is_counted(world: Injector) -> None:
    publish(world, Mode.WARN)
    noted: list[Mode] = []
    fit = FitEvents(
        world.get(SchemaStore), world.get(SchemaCompiler), world.get(FitEvents).clock, noted.append
    )
    accepting = replace(world.get(AcceptEvents), fit=fit)
    assert accepting(ADA, [an_event(data=WRONG), an_event()])[0].outcome is Outcome.ACCEPTED
    assert noted == [Mode.WARN]
