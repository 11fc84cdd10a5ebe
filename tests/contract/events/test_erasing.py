"""What erasing promises, on every database: nobody can read what is about the subject."""

from uuid import uuid4

import pytest
from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.consumers.tally import TallyEvents
from application.events.erasing.erase_subject import EraseSubject
from application.events.erasing.read_erasure import ReadErasure
from application.events.ports import Journal
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.knowledge.read_documents import ListDocuments
from application.paging import Window
from contract.events.conftest import Scripted, Take
from domain.access import LevelNotHeld
from domain.events.erasure import ErasureNotFound, Place
from support.people import ADA, BEN, EVE
from support.told import an_event

REPORT = {"title": "Report", "text": "The lamp is lit at dusk."}


def test_what_is_about_them_can_be_read_no_more(world: Injector, take: Take) -> None:
    [about, other] = take(an_event(subject="kim@example.org"), an_event(subject="lee@example.org"))
    erasure = world.get(EraseSubject)(ADA, "KIM@example.org")

    kept = world.get(Journal).after(0, 10)
    assert [one.id for one in world.get(OpenEvents).records(kept)] == [other.id]
    assert list(world.get(OpenEvents).kept([about.position, other.position])) == [other.position]
    found, places = world.get(ReadErasure)(ADA, erasure.id)
    assert found == erasure
    assert places == [
        Place("subject_keys", 0, 0),
        Place("journal", 1, 0),
        Place("quarantine", 0, 0),
        Place("documents", 0, 0),
    ]


def test_what_was_in_the_log_already_is_passed_over(world: Injector, take: Take) -> None:
    take(an_event(subject="kim"))
    records = world.get(OpenEvents).records(world.get(Journal).after(0, 10))
    world.get(EraseSubject)(ADA, "kim")

    opened = world.get(OpenEvents)
    assert opened.told(records, Scripted()) == []
    assert [one.data for one in opened.told(records, TallyEvents())] == [None]


def test_documents_that_their_events_handed_in_go_as_well(world: Injector, take: Take) -> None:
    events = take(an_event(type="document.created", subject="kim", data=REPORT))
    for consumer in world.get(Consumers).all:
        world.get(ApplyEvents)(consumer, events)
    listed = world.get(ListDocuments)
    assert [one.id for one in listed(ADA, Window(9)).items] == [events[0].id]

    erasure = world.get(EraseSubject)(ADA, "kim")
    assert listed(ADA, Window(9)).items == ()
    left = {one.name: one.readable for one in world.get(ReadErasure)(ADA, erasure.id)[1]}
    assert left["documents"] == 1  # until a worker has purged it


def test_erasing_again_or_whom_nobody_knows_is_fine(world: Injector) -> None:
    erase = world.get(EraseSubject)
    world.get(AcceptEvents)(ADA, [an_event(subject="kim")])
    assert erase(ADA, "kim").key_id is not None
    again = erase(ADA, "kim")
    assert again.key_id is None
    assert world.get(ReadErasure)(ADA, again.id)[1][1] == Place("journal", 1, 0)


def test_only_administrators_erase_and_only_in_their_organisation(world: Injector) -> None:
    world.get(AcceptEvents)(EVE, [an_event(subject="kim")])
    with pytest.raises(LevelNotHeld):
        world.get(EraseSubject)(BEN, "kim")
    erasure = world.get(EraseSubject)(ADA, "kim")

    assert erasure.key_id is None
    assert len(world.get(OpenEvents).records(world.get(Journal).after(0, 10))) == 1
    with pytest.raises(ErasureNotFound):
        world.get(ReadErasure)(EVE, erasure.id)
    with pytest.raises(ErasureNotFound):
        world.get(ReadErasure)(ADA, uuid4())
