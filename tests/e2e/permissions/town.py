"""An organisation with people in it, and how each of them asks over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from injector import InstanceProvider
from werkzeug.test import TestResponse

from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.people import Named, People
from application.permissions.access.roles.giving import NewRole
from domain.ids import OrganisationId, UserId
from domain.permissions.access.role import Role
from domain.principal import Principal
from entrypoints.testing import Portico

PREFIX = "/api/v1"
ANY = {"If-Match": "*"}


@dataclass(frozen=True, slots=True)
class Person:
    """Asks as themselves, in their organisation."""

    portico: Portico
    principal: Principal

    @property
    def id(self) -> str:
        return str(self.principal.user_id)

    @property
    def email(self) -> str:
        return f"{self.id}@example.org"

    def ask(self, method: str, path: str, json: Any = None, **headers: str) -> TestResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with acting_as(self.portico, self.principal):
            return self.portico.client.open(
                f"{PREFIX}{path}", method=method, json=json, headers=sent
            )

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.ask("GET", path, **headers)

    def post(self, path: str, json: Any, **headers: str) -> TestResponse:
        return self.ask("POST", path, json, **headers)

    def put(self, path: str, json: Any = None) -> TestResponse:
        return self.ask("PUT", path, json)

    def patch(self, path: str, json: Any, version: str = "*") -> TestResponse:
        return self.ask("PATCH", path, json, If_Match=version)

    def delete(self, path: str, **headers: str) -> TestResponse:
        return self.ask("DELETE", path, **headers)


@dataclass(frozen=True, slots=True)
class Town:
    """One organisation; `ada` founded it."""

    portico: Portico
    id: str
    ada: Person

    @classmethod
    def founded(cls, portico: Portico) -> Town:
        somebody = stranger(portico)
        made = ok(somebody.post("/organisations", {"name": "Harbour"}), 201)
        organisation_id = OrganisationId(UUID(made["id"]))
        ada = Person(portico, Principal(somebody.principal.user_id, organisation_id))
        return cls(portico, made["id"], ada)

    @property
    def path(self) -> str:
        return f"/organisations/{self.id}"

    def member(self, role: Role, department: str | None = None) -> Person:
        """Let somebody new in."""
        new = stranger(self.portico)
        let_in = Principal(new.principal.user_id, self.ada.principal.organisation_id)
        return self.again(Person(self.portico, let_in), role, department)

    def again(self, person: Person, role: Role, department: str | None = None) -> Person:
        """Let somebody in who is known."""
        scope = None if department is None else UUID(department)
        let_in = NewRole(person.principal.user_id, role, scope)
        self.portico.container.get(AddMember)(self.ada.principal, let_in)
        return person

    def department(self, name: str = "Pier", parent: str | None = None) -> str:
        made = ok(self.ada.post(f"{self.path}/departments", {"name": name, "parent_id": parent}))
        return str(made["id"])

    def folder(self, by: Person, **members: Any) -> str:
        made = ok(by.post("/resources", {"kind": "folder", "name": "Charts", **members}), 201)
        return str(made["id"])

    def share(self, by: Person, resource: str, to: Person, level: str, **members: Any) -> Any:
        body = {"subject": {"type": "person", "id": to.id}, "level": level, **members}
        return ok(by.post(f"/resources/{resource}/grants", body), 201)


def stranger(portico: Portico) -> Person:
    """Return somebody with an account, who belongs to no organisation."""
    person = Person(portico, Principal(UserId(uuid4()), OrganisationId(uuid4())))
    known: Any = portico.container.get(People)
    known.known[person.principal.user_id] = Named("Somebody", person.email)
    return person


@contextmanager
def acting_as(portico: Portico, principal: Principal) -> Iterator[None]:
    """Let requests come from somebody else than the local person."""
    before = portico.container.get(Principal)
    portico.container.binder.bind(Principal, to=InstanceProvider(principal))
    yield
    portico.container.binder.bind(Principal, to=InstanceProvider(before))


def ok(response: TestResponse, status: int | None = None) -> Any:
    """Return the JSON of an answer that is none of refusal."""
    assert response.status_code < 400, response.get_data(as_text=True)
    assert status in (None, response.status_code)
    return response.get_json() if response.data else None


CONFIDENTIAL = {
    "name": "Charts",
    "kind": "confidential",
    "redirect_uris": ["https://app.example.org/back"],
}


def organised(portico: Portico) -> dict[str, str]:
    """Return ids of what stands in an organisation of the local person, as paths name it."""
    local = Person(portico, portico.container.get(Principal))
    here = ok(local.post("/organisations", {"name": "Harbour"}))["id"]
    own = Person(portico, Principal(local.principal.user_id, OrganisationId(UUID(here))))
    town, at_home = (
        Town(portico, here, own),
        Town(portico, str(local.principal.organisation_id), local),
    )
    folder, friend = at_home.folder(local), at_home.member(Role.VIEWER)
    invited = {"email": f"{uuid4()}@example.org", "role": "viewer"}
    return {
        "organisation_id": here,
        "department_id": town.department(),
        "person_id": town.member(Role.VIEWER).id,
        "invitation_id": ok(own.post(f"{town.path}/invitations", invited))["id"],
        "resource_id": folder,
        "grant_id": at_home.share(local, folder, friend, "view")["id"],
        "link_id": ok(local.post(f"/resources/{folder}/links", {"level": "view"}))["id"],
        "key_id": ok(own.post(f"{town.path}/api-keys", {"name": "Nightly", "scope": "read"}))["id"],
        "client_id": ok(own.post(f"{town.path}/clients", CONFIDENTIAL))["id"],
        "source_id": ok(local.post("/sources", {"name": str(uuid4()), "kind": "github"}))["id"],
        "session_id": str(uuid4()),
        "letter_id": str(uuid4()),
        "erasure_id": str(uuid4()),
        "replay_id": str(uuid4()),
        "file_id": str(uuid4()),
        "draft_id": str(uuid4()),
        "person_subject": at_home.member(Role.VIEWER).id,
        "department_subject": at_home.department(),
        "organisation_subject": str(local.principal.organisation_id),
    }
