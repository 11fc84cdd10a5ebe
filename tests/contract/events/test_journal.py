"""What every Journal promises, through the use case that fills it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.erasing.erase_subject import EraseSubject
from application.events.keyring import Keyring
from application.events.ports import Journal, KeysGone, Seals
from domain.events.entry import Entry, Outcome
from domain.events.incoming import Incoming
from domain.ids import OrganisationId
from domain.principal import Principal
from support.people import ADA, EVE
from support.told import an_event

Accept = Callable[..., list[Outcome]]


@pytest.fixture
def journal(world: Injector) -> Journal:
    return world.get(Journal)


@pytest.fixture
def accept(world: Injector) -> Accept:
    def accepted(*events: Incoming, by: Principal = ADA) -> list[Outcome]:
        return [one.outcome for one in world.get(AcceptEvents)(by, events)]

    return accepted


def test_what_was_accepted_can_be_opened_again(
    world: Injector, journal: Journal, accept: Accept
) -> None:
    event = an_event(subject="+84912345678", key="order 7", sequence=3, version=2)
    assert accept(event) == [Outcome.ACCEPTED]

    [kept] = journal.after(0, 10)
    key = world.get(Keyring).opening([kept.entry.key_id])[kept.entry.key_id]
    assert world.get(Seals).open([kept.entry.sealed], [key]) == [event]


def test_entries_come_back_in_order_and_by_what_they_were_told_as(
    journal: Journal, accept: Accept
) -> None:
    events = [an_event() for _ in range(5)]
    accept(*events)

    kept = journal.after(0, 10)
    assert [one.entry.external_id for one in kept] == [one.id for one in events]
    assert journal.after(kept[1].position, 2) == kept[2:4]
    assert journal.find(ADA.organisation_id, "shop", events[3].id) == kept[3]
    assert journal.at([kept[0].position, 999]) == {kept[0].position: kept[0]}
    assert journal.find(ADA.organisation_id, "another", events[3].id) is None


def test_the_same_event_again_is_a_duplicate(journal: Journal, accept: Accept) -> None:
    event = an_event()
    accept(event)

    assert accept(event, event) == [Outcome.DUPLICATE] * 2
    assert len(journal.after(0, 10)) == 1


def test_entries_that_are_kept_already_are_accepted_and_kept_once(
    journal: Journal, accept: Accept
) -> None:
    """Whoever lost the answer to a commit tries again with the very same entries."""
    accept(an_event(), an_event())
    kept = journal.after(0, 10)

    again = journal.admit([one.entry for one in kept])

    assert [one.outcome for one in again] == [Outcome.ACCEPTED] * 2
    assert [one.id for one in again] == [one.entry.id for one in kept]
    assert journal.after(0, 10) == kept


def test_the_same_id_with_another_body_is_a_conflict_and_the_first_stays(
    journal: Journal, accept: Accept
) -> None:
    event = an_event()
    other = event._replace(data={"total": 13})

    assert accept(event, other) == [Outcome.ACCEPTED, Outcome.CONFLICT]
    assert accept(other, event) == [Outcome.CONFLICT, Outcome.DUPLICATE]
    assert len(journal.after(0, 10)) == 1


def test_organisations_and_sources_have_ids_of_their_own(accept: Accept) -> None:
    event = an_event()
    elsewhere = event._replace(source="till", data={"total": 1})

    assert accept(event) == [Outcome.ACCEPTED]
    assert accept(event, by=EVE) == [Outcome.ACCEPTED]
    assert accept(elsewhere) == [Outcome.ACCEPTED]


def test_a_key_that_was_erased_seals_no_more(
    world: Injector, journal: Journal, accept: Accept
) -> None:
    accept(an_event(subject="kim@example.org"))
    [kept] = journal.after(0, 10)
    erased = world.get(EraseSubject)(ADA, "Kim@Example.org ")
    assert erased.key_id == kept.entry.key_id

    with pytest.raises(KeysGone):
        journal.admit([kept.entry._replace(external_id="another")])
    assert accept(an_event(subject="kim@example.org")) == [Outcome.ACCEPTED]
    assert journal.after(0, 10)[-1].entry.key_id != kept.entry.key_id
    assert world.get(Keyring).opening([kept.entry.key_id]) == {}


def test_sixteen_who_tell_the_same_are_told_once(
    world: Injector, journal: Journal, accept: Accept
) -> None:
    event, ready = an_event(subject="one"), Barrier(16)

    def tell(_: int) -> Outcome:
        ready.wait()
        return accept(event)[0]

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(tell, range(16)))
    assert sorted(outcomes) == [Outcome.ACCEPTED, *[Outcome.DUPLICATE] * 15]
    assert len(journal.after(0, 10)) == 1


def test_positions_are_seen_in_the_order_in_which_they_are_given(
    journal: Journal, accept: Accept
) -> None:
    ready = Barrier(8)

    def tell(_: int) -> list[Entry]:
        ready.wait()
        accept(*(an_event() for _ in range(3)))
        return [one.entry for one in journal.after(0, 100)]

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(tell, range(8)))
    final = [one.entry for one in journal.after(0, 100)]
    assert all(final[: len(some)] == some for some in seen)
    assert len(final) == 24


def test_an_organisation_s_pseudonyms_say_nothing_elsewhere(world: Injector) -> None:
    seals = world.get(Seals)
    elsewhere = OrganisationId(EVE.organisation_id)
    assert seals.pseudonyms(ADA.organisation_id, ["a"]) != seals.pseudonyms(elsewhere, ["a"])
