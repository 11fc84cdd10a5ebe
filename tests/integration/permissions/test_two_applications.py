"""What one application changes the other one's next check knows, whatever it has kept."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from domain.permissions.access.role import Role
from e2e.permissions.office import Office
from e2e.permissions.town import ok
from entrypoints.composition.schema import Schema
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.signing_in import Person

ANY = {"If-Match": "*"}


@dataclass(frozen=True, slots=True)
class Two:
    """`ben` contributes to an office that stands in a database which `there` asks as well."""

    office: Office
    there: Portico
    ben: Person
    id: str
    folder: str

    def may(self, action: str) -> TestResponse:
        """Ask there, as Ben."""
        body = {"action": action, "resource": {"id": self.folder}}
        headers = {**self.ben.bearer, "Portico-Organisation": self.office.id}
        return self.there.client.post("/api/v1/access/checks", json=body, headers=headers)

    def change(self, method: str, path: str, body: Any = None) -> None:
        """Change something here, as the admin."""
        headers = {**self.office.ada.bearer, **ANY, "Portico-Organisation": self.office.id}
        answer = self.office.portico.client.open(
            f"/api/v1{path}", method=method, json=body, headers=headers
        )
        assert answer.status_code < 300, answer.get_data(as_text=True)

    @property
    def member(self) -> str:
        return f"/organisations/{self.office.id}/members/{self.id}"


@pytest.fixture
def two(database_url: str, tmp_path: Path) -> Iterator[Two]:
    settings = replace(
        MEMORY, database_url=database_url, events_url="database:", home=tmp_path, sign_in="required"
    )
    with ExitStack() as closing:
        here, there = Portico.start(settings=settings), Portico.start(settings=settings)
        for one in (here, there):
            closing.callback(one.container.get(Schema).let_go)
        office = Office(here)
        ben = office.member(Role.CONTRIBUTOR)
        made = ok(office.ada.post("/api/v1/resources", {"kind": "folder", "name": "Charts"}), 201)
        yield Two(office, there, ben, ok(ben.get())["id"], made["id"])


def demoted(two: Two) -> None:
    two.change("PUT", f"{two.member}/role", {"role": "viewer"})


def restricted(two: Two) -> None:
    two.change("PATCH", f"/resources/{two.folder}", {"inherits": False})


def removed(two: Two) -> None:
    two.change("DELETE", f"/resources/{two.folder}")


def suspended(two: Two) -> None:
    two.change("PUT", f"{two.member}/suspension")


def dismissed(two: Two) -> None:
    two.change("DELETE", two.member)


def signed_out(two: Two) -> None:
    assert two.ben.post("/api/v1/auth/sign-out").status_code == 204


CHANGES: dict[str, tuple[Callable[[Two], None], int]] = {
    "a demotion": (demoted, 200),
    "a restriction": (restricted, 200),
    "a removal": (removed, 200),
    "a suspension": (suspended, 404),
    "a dismissal": (dismissed, 404),
    "a sign-out": (signed_out, 401),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.service)],
    indirect=True,
)
def test_the_next_check_feels_it(two: Two, name: str) -> None:
    change, status = CHANGES[name]
    for _ in range(3):  # whatever is kept is kept now
        assert ok(two.may("edit"))["allowed"] is True
    change(two)
    answer = two.may("edit")
    assert answer.status_code == status
    assert answer.get_json().get("allowed") is (False if status == 200 else None)


@pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.service)],
    indirect=True,
)
def test_a_share_is_felt_when_it_comes_and_when_it_goes(two: Two) -> None:
    demoted(two)
    path = f"/api/v1/resources/{two.folder}/grants"
    share = {"subject": {"type": "person", "id": two.id}, "level": "edit"}
    for _ in range(5):
        assert ok(two.may("edit"))["allowed"] is False
        grant = ok(two.office.ada.post(path, share), 201)["id"]
        assert ok(two.may("edit"))["allowed"] is True
        two.change("DELETE", f"/grants/{grant}")
