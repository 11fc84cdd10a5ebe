"""The same organisation, acted in and asked about over HTTP."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from itertools import product
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from injector import Injector, InstanceProvider

from application.paging import Window
from application.permissions.access.decisions.deciding import DecideAccess
from application.permissions.access.ports import (
    AccessReader,
    AccessStore,
    OrganisationsReader,
)
from domain.access import Level
from domain.errors import DomainError
from domain.permissions.access.grant import Grant, Reason, SubjectKind
from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEPARTMENT
from domain.principal import Principal
from entrypoints.http.app import create_app
from entrypoints.testing import Portico
from entrypoints.testing.doubles import SteppingClock
from support.organisations import House

LEVELS = {one.word: one for one in Level}
DECIDING = {Level.VIEW: "read", Level.EDIT: "update", Level.MANAGE: "share"} | {
    Level.ADMINISTER: "administer"
}
AT_ONCE = 1_000
MISWRITTEN = {"invalid_body", "invalid_parameters", "malformed_json", "if_match_required"}
"""Refusals that tell of a mistake in this very file."""


class Refused(DomainError):
    """What was answered is a refusal, and no bug."""


@dataclass
class HouseOverHttp(House):
    """People join, and things of other contexts come and go, without HTTP; all else is requests."""

    container: Injector = field(kw_only=True)
    clients: dict[Principal, FlaskClient] = field(default_factory=dict)

    @classmethod
    def begun(cls) -> HouseOverHttp:
        clock = SteppingClock()
        world = Portico.start(clock=clock).container
        access = world.get(AccessStore), world.get(AccessReader), world.get(OrganisationsReader)
        return cls(*access, clock, container=world)

    @property
    def access(self) -> AskedOverHttp:
        return AskedOverHttp(self.reader, self.clock, self)

    @property
    def path(self) -> str:
        return f"/organisations/{self.root}"

    def ask(
        self, by: Principal, method: str, path: str, body: Any = None, *, none: Any = Refused
    ) -> Any:
        """Return what is answered, or `none` when there is no such thing; raises Refused."""
        if by not in self.clients:
            seat = self.container.create_child_injector(
                lambda binder: binder.bind(Principal, to=InstanceProvider(by))
            )
            self.clients[by] = create_app(seat).test_client()
        answer = self.clients[by].open(
            f"/api/v1{path}", method=method, json=body, headers={"If-Match": "*"}
        )
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, answer.get_data(as_text=True)
        if answer.status_code == HTTPStatus.NOT_FOUND and none is not Refused:
            return none
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            assert answer.get_json()["code"] not in MISWRITTEN, answer.get_data(as_text=True)
            raise Refused(answer.get_data(as_text=True))
        return answer.get_json() if answer.data else {}

    def pages(self, by: Principal, path: str) -> Iterator[dict[str, Any]]:
        cursor = ""
        while cursor is not None:
            page = self.ask(by, "GET", f"{path}{cursor and '&cursor=' + cursor}")
            yield from page["items"]
            cursor = page["next_cursor"]

    def department(
        self, parent: UUID | None = None, by: Principal | None = None, name: str = "Crew"
    ) -> UUID:
        body = {"name": name, "parent_id": self._or_none(parent)}
        return UUID(self.ask(by or self.boss, "POST", f"{self.path}/departments", body)["id"])

    def folder(self, by: Principal, parent: UUID | None = None, *, inherits: bool = True) -> UUID:
        body = {
            "kind": "folder",
            "name": "Charts",
            "parent_id": self._or_none(parent),
            "inherits": inherits,
        }
        return UUID(self.ask(by, "POST", "/resources", body)["id"])

    def give(self, by: Principal, person: UUID, role: Role, at: UUID | None = None) -> Grant:
        body = {"role": role, **self._place(at)}
        self.ask(by, "PUT", f"{self.path}/members/{person}/role", body)
        return self._role(person, at)

    def take(self, by: Principal, person: UUID, at: UUID | None = None) -> Grant:
        held = [one for one in self.grants(at or self.root).values() if self._is_role(one, person)]
        self.ask(by, "DELETE", f"{self.path}/members/{person}/role", self._place(at))
        return held[0]

    def share(
        self, by: Principal, id: UUID, to: UUID, level: Level = Level.VIEW,
        expires_at: datetime | None = None,
    ) -> Grant:  # fmt: skip
        subject = {"type": self.kind(to), "id": str(to)}
        body = {"subject": subject, "level": level.word, "expires_at": _told(expires_at)}
        made = self.ask(by, "POST", f"/resources/{id}/grants", body)
        return self.grants(id)[UUID(made["id"])]

    def change(
        self, by: Principal, id: UUID, level: Level, expires_at: datetime | None = None
    ) -> Grant:
        body = {"level": level.word, "expires_at": _told(expires_at)}
        made = self.ask(by, "PATCH", f"/grants/{id}", body)
        return self.grants(UUID(made["resource_id"]))[id]

    def revoke(self, by: Principal, id: UUID) -> Any:
        self.ask(by, "DELETE", f"/grants/{id}")
        return id

    def move_department(
        self, by: Principal, id: UUID, parent: UUID | None, seen: int | None = None
    ) -> Any:
        body = {"parent_id": self._or_none(parent)}
        return self.ask(by, "PATCH", f"{self.path}/departments/{id}", body)

    def move(
        self, by: Principal, id: UUID, parent: UUID | None = None, inherits: bool | None = None
    ) -> Any:
        restricted = {} if inherits is None else {"inherits": inherits}
        body = {"parent_id": self._or_none(parent), **restricted}
        return self.ask(by, "PATCH", f"/resources/{id}", body)

    def suspend(self, by: Principal, person: UUID) -> None:
        self.ask(by, "PUT", f"{self.path}/members/{person}/suspension")

    def resume(self, by: Principal, person: UUID) -> None:
        self.ask(by, "DELETE", f"{self.path}/members/{person}/suspension")

    def remove(self, by: Principal, person: UUID) -> None:
        self.ask(by, "DELETE", f"{self.path}/members/{person}")

    def listed(self, who: Principal, kind: str = "document", size: int = 2) -> list[UUID]:
        found = self.pages(who, f"/me/resources?kind={kind}&limit={size}")
        return [UUID(one["id"]) for one in found]

    def who(self, id: UUID) -> dict[UUID, Level]:
        """Let an admin ask who can: there is always one."""
        page = self.reader.who(self.boss.organisation_id, self.root, Window(AT_ONCE), now=self.now)
        admin = next(one.id for one in page.items if one.level is Level.ADMINISTER)
        found = self.pages(self.acting(admin), f"/resources/{id}/access?limit=2")
        return {UUID(one["id"]): LEVELS[one["level"]] for one in found}

    def _or_none(self, parent: UUID | None) -> str | None:
        return None if parent in (None, self.root) else str(parent)

    def _place(self, at: UUID | None) -> dict[str, str]:
        if at in (None, self.root):
            return {}
        scope = self.lists.scope(self.boss.organisation_id, UUID(str(at)))
        is_department = scope is not None and scope.kind == DEPARTMENT
        return {"department_id" if is_department else "resource_id": str(at)}

    def _role(self, person: UUID, at: UUID | None) -> Grant:
        every = self.grants(at or self.root).values()
        return next(one for one in every if self._is_role(one, person))

    def _is_role(self, one: Grant, person: UUID) -> bool:
        return (one.reason, one.subject.kind, one.subject.id) == (
            Reason.ROLE,
            SubjectKind.PERSON,
            person,
        )


@dataclass(frozen=True, slots=True)
class AskedOverHttp(DecideAccess):
    """Levels found by checks of all actions at once, and by why one of them is allowed."""

    house: HouseOverHttp

    def level(self, by: Principal, id: UUID) -> Level | None:
        asked = {"action": "read", "resource": {"id": str(id)}}
        told = self.house.ask(by, "POST", "/access/explanations", asked, none={"level": None})
        return LEVELS.get(told["level"])

    def levels(self, by: Principal, ids: Collection[UUID]) -> Mapping[UUID, Level]:
        asked = list(product(ids, Level))
        checks = [
            {"action": DECIDING[level], "resource": {"id": str(thing)}} for thing, level in asked
        ]
        none = {"results": [{"allowed": False}] * len(checks)}
        told = self.house.ask(by, "POST", "/access/checks", {"checks": checks}, none=none)
        return {
            thing: level
            for (thing, level), one in zip(asked, told["results"], strict=True)
            if one["allowed"]
        }


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
