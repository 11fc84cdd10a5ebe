"""What is left of a deleted document is told to those who knew of it then."""

import pytest

from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok
from e2e.problems import refused


@pytest.fixture
def pier(town: Town) -> str:
    return town.department()


def handed_in(by: Person, place: str | None = None) -> str:
    body = {"title": "Rules", "text": "The harbour opens at six.", "folder_id": place}
    return str(ok(by.post("/documents", body), 202)["id"])


def unknown(by: Person, document: str) -> None:
    refused(by.get(f"/documents/{document}/erasure"), 404, "document_not_found")


def known(by: Person, document: str) -> None:
    assert ok(by.get(f"/documents/{document}/erasure"))["document_id"] == document


def test_who_deleted_it_reads_it_whatever_they_belong_to(town: Town, pier: str) -> None:
    ben, eve = (town.member(Role.CONTRIBUTOR, pier) for _ in range(2))
    document = handed_in(ben, pier)
    ok(ben.delete(f"/documents/{document}"))
    known(ben, document)
    unknown(eve, document)
    known(town.ada, document)


def test_who_manages_a_department_reads_what_they_deleted_there(town: Town, pier: str) -> None:
    ben, eve = town.member(Role.MANAGER, pier), town.member(Role.CONTRIBUTOR, pier)
    document = handed_in(eve, pier)
    ok(ben.delete(f"/documents/{document}"))
    known(ben, document)
    known(eve, document)


def test_whose_it_was_before_they_lost_it_reads_nothing(town: Town, pier: str) -> None:
    ben = town.member(Role.CONTRIBUTOR)
    document = handed_in(ben)
    board = town.folder(town.ada, inherits=False)
    ok(town.ada.patch(f"/resources/{document}", {"parent_id": board}))
    ok(town.ada.delete(f"{town.path}/members/{ben.id}"))
    town.again(ben, Role.VIEWER)
    unknown(ben, document)
    ok(town.ada.delete(f"/documents/{document}"))
    unknown(ben, document)
    known(town.ada, document)
