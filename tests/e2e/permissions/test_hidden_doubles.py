"""Bytes that are handed in tell nothing of documents that are hidden from who hands them in."""

from functools import partial
from typing import Any
from uuid import UUID

import pytest

from application.knowledge.receive_document import NewDocument, ReceiveDocument
from domain.access import Level
from domain.ids import DocumentId
from domain.permissions.access.role import Role
from domain.principal import Principal
from e2e.permissions.town import Person, Town, acting_as, ok
from e2e.problems import refused
from e2e.uploads import upload
from support.at_once import at_once
from support.company import Company

SECRET, GUESS = "The secret price is 4711 crowns.", "The secret price is 4710 crowns."
UNREADABLE = b"\x00\x01 binary"


@pytest.fixture
def ben(town: Town) -> Person:
    return town.member(Role.CONTRIBUTOR)


def handed_in(by: Person, text: str) -> dict[str, Any]:
    document: dict[str, Any] = ok(by.post("/documents", {"title": "Price", "text": text}), 202)
    by.portico.work()
    return document


def put(by: Person, document: str, text: str) -> Any:
    return by.ask("PUT", f"/documents/{document}/content", {"text": text}, If_Match="*")


def hide(town: Town, document: str) -> None:
    board = town.folder(town.ada, inherits=False)
    ok(town.ada.patch(f"/resources/{document}", {"parent_id": board}))


def test_a_replacement_is_no_guess_at_the_owners_other_documents(town: Town, ben: Person) -> None:
    shown = handed_in(town.ada, "Everybody edits this.")["id"]
    hidden = handed_in(town.ada, SECRET)["id"]
    hide(town, hidden)
    refused(ben.get(f"/documents/{hidden}"), 404, "document_not_found")
    for text in (GUESS, SECRET):
        assert put(ben, shown, text).status_code == 202
        town.portico.work()
        page = ok(ben.get(f"/documents/{shown}/pages/1"))
        assert page["text"] == text
    assert handed_in(town.ada, SECRET)["id"] in (shown, hidden)


def test_what_one_may_see_is_said_to_be_there(town: Town, ben: Person) -> None:
    first, second = (handed_in(town.ada, text)["id"] for text in (SECRET, GUESS))
    refused(put(ben, second, SECRET), 409, "document_already_held")
    assert handed_in(ben, SECRET)["id"] == first


def test_the_same_bytes_as_a_hidden_document_are_another(town: Town, ben: Person) -> None:
    hidden = handed_in(town.ada, SECRET)["id"]
    hide(town, hidden)
    own = handed_in(ben, SECRET)["id"]
    assert own != hidden
    assert handed_in(ben, SECRET)["id"] == own


def test_who_comes_back_may_hand_in_what_was_theirs(town: Town, ben: Person) -> None:
    former = handed_in(ben, SECRET)["id"]
    hide(town, former)
    ok(town.ada.delete(f"{town.path}/members/{ben.id}"))
    town.again(ben, Role.CONTRIBUTOR)
    refused(ben.get(f"/documents/{former}"), 404, "document_not_found")
    assert handed_in(ben, SECRET)["id"] != former


def test_another_try_says_nothing_either(town: Town, ben: Person) -> None:
    with acting_as(town.portico, town.ada.principal):
        failed = upload(town.portico, UNREADABLE).get_json()["id"]
        town.portico.work()
        hidden = upload(town.portico, UNREADABLE).get_json()["id"]
    hide(town, hidden)
    begun = ok(ben.post(f"/documents/{failed}/retry", None), 202)
    assert (UUID(begun["id"]), begun["state"]) == (UUID(failed), "received")


def test_of_the_same_bytes_at_once_each_has_those_that_they_may_see(kept_company: Company) -> None:
    """All are in one another's way, and nobody is told."""
    rooms = [kept_company.folder("Room", inherits=False) for _ in range(3)]
    pairs = [(room, kept_company.hire()) for room in rooms for _ in range(2)]
    for room, one in pairs:
        kept_company.share(room, one, Level.EDIT)
    receive, held = kept_company.container.get(ReceiveDocument), dict[Principal, DocumentId]()

    def hand_in(one: Principal, room: UUID) -> None:
        new = DocumentId(kept_company.new_id())
        held[one] = receive(one, NewDocument(new, "Price", "text/plain", b"4711", room)).id

    assert at_once(*[partial(hand_in, one, room) for room, one in pairs]) == [None] * len(pairs)
    shown = [{held[one] for room, one in pairs if room == each} for each in rooms]
    assert [len(one) for one in shown] == [1, 1, 1]
    assert len(set.union(*shown)) == len(rooms)
