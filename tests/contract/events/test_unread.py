"""One event that cannot be read stops no other, on every database."""

from collections.abc import Sequence

import pytest
from injector import Injector
from structlog.testing import capture_logs

from application.events.accept_events import AcceptEvents
from application.events.ports import Journal
from application.events.processing import opening
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Relays
from application.events.processing.publish_events import PublishEvents
from application.events.processing.unread import UNREAD
from application.messaging.ports import EventRecord
from contract.events.conftest import Scripted, Take
from domain.events.entry import Journalled
from domain.events.json_value import JsonValue
from domain.events.privacy import Redacted, redact
from support.people import ADA
from support.told import an_event

SECRET = "Kim Park"


def _refusing(value: JsonValue) -> Redacted:
    if value == {"total": SECRET}:
        raise ValueError(SECRET)
    return redact(value)


def _unlike(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def _data(world: Injector, records: Sequence[EventRecord]) -> list[JsonValue]:
    return [one.data for one in world.get(OpenEvents).told(records, Scripted())]


@pytest.fixture
def kept(world: Injector) -> Sequence[Journalled]:
    told = [an_event(), an_event(data={"total": SECRET}, key="k", sequence=3), an_event()]
    world.get(AcceptEvents)(ADA, told)
    return world.get(Journal).after(0, 10)


def test_one_that_cannot_be_redacted_goes_on_without_its_data(
    world: Injector, kept: Sequence[Journalled], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "redact", _refusing)
    with capture_logs() as logged:
        records = world.get(OpenEvents).records(kept)

    assert _data(world, records) == [{"total": 12}, UNREAD, {"total": 12}]
    assert records[1].facts["sequence"] == 3
    expected = {"event": "event_unread", "position": kept[1].position, "error": "ValueError"}
    assert logged == [{**expected, "log_level": "error"}]


def test_one_that_cannot_be_redacted_does_not_hold_the_journal_up(
    world: Injector, kept: Sequence[Journalled], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "redact", _refusing)

    assert world.get(PublishEvents)() == len(kept)
    assert list(world.get(Relays).behind(10)) == []


def test_it_is_whole_once_it_can_be_redacted(
    world: Injector, kept: Sequence[Journalled], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "redact", _refusing)
    position = kept[1].position
    assert world.get(OpenEvents).kept([position])[position].data == UNREAD
    monkeypatch.undo()
    assert world.get(OpenEvents).kept([position])[position].data != UNREAD


def test_a_broken_seal_in_the_journal_costs_that_event_alone(
    world: Injector, kept: Sequence[Journalled]
) -> None:
    first, second, third = kept
    broken = second._replace(entry=second.entry._replace(sealed=_unlike(second.entry.sealed)))

    records = world.get(OpenEvents).records([first, broken, third])
    assert _data(world, records) == [{"total": 12}, UNREAD, {"total": 12}]


def test_a_broken_seal_in_the_log_costs_that_event_alone(world: Injector, take: Take) -> None:
    whole, broken = take(an_event(subject="kim"), an_event(subject="lee"))
    told = world.get(OpenEvents).opened([broken._replace(sealed=whole.sealed), whole])

    assert [one.data for one in told] == [UNREAD, {"total": 12}]
