"""An organisation whose admin makes keys and registers programs."""

from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.roles.giving import NewRole
from domain.ids import OrganisationId, UserId
from domain.permissions.access.role import Role
from domain.principal import Principal
from e2e.permissions.town import ok
from entrypoints.testing import Portico
from support.oauth import Program
from support.signing_in import Person, person


class Office:
    """An organisation that somebody who signed in founded, as its admin."""

    def __init__(self, portico: Portico) -> None:
        self.portico, self.ada = portico, person(portico)
        self.id = ok(self.ada.post("/api/v1/organisations", {"name": "Harbour"}), 201)["id"]
        self.keys = f"/api/v1/organisations/{self.id}/api-keys"
        self.boss = Principal(user_of(self.ada), OrganisationId(UUID(self.id)))

    def member(self, role: Role) -> Person:
        new = person(self.portico)
        self.portico.container.get(AddMember)(self.boss, NewRole(user_of(new), role, None))
        return new

    def key(self, by: Person, scope: str = "read", **members: Any) -> dict[str, Any]:
        body = {"name": "Nightly", "scope": scope, **members}
        made: dict[str, Any] = ok(by.post(self.keys, body), 201)
        return made

    def ask(self, key: str, method: str, path: str, json: Any = None) -> TestResponse:
        headers = {"Authorization": f"Bearer {key}"}
        return self.portico.client.open(f"/api/v1{path}", method=method, json=json, headers=headers)

    def program(self, kind: str = "public", **more: Any) -> Program:
        return Program.registered(self.portico, self.ada, self.id, kind, **more)

    def folder(self, key: str) -> TestResponse:
        return self.ask(key, "POST", "/resources", {"kind": "folder", "name": "Charts"})

    def rename(self, key: str) -> TestResponse:
        return self.portico.client.patch(
            f"/api/v1/organisations/{self.id}",
            json={"name": "Quay"},
            headers={"Authorization": f"Bearer {key}", "If-Match": "*"},
        )


def user_of(one: Person) -> UserId:
    return UserId(UUID(one.get().get_json()["id"]))
