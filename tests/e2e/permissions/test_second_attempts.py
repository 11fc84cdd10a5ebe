"""A request that broke off between its effect and its answer has one effect."""

from collections.abc import Callable
from typing import Any

import pytest
from injector import InstanceProvider

from application.idempotency.ports import IdempotencyStore
from domain.permissions.access.role import Role
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from support.breaking_off import HELD, Crashing


def founding(town: Town) -> tuple[str, Any, str]:
    return "/organisations", {"name": "Quay"}, "/organisations"


def department(town: Town) -> tuple[str, Any, str]:
    path = f"{town.path}/departments"
    return path, {"name": "Quay"}, path


def folder(town: Town) -> tuple[str, Any, str]:
    return "/resources", {"kind": "folder", "name": "Quay"}, "/me/resources"


def share(town: Town) -> tuple[str, Any, str]:
    path = f"/resources/{town.folder(town.ada)}/grants"
    subject = {"type": "person", "id": town.member(Role.VIEWER).id}
    return path, {"subject": subject, "level": "view"}, path


@pytest.mark.parametrize("wanted", [founding, department, folder, share])
def test_after_a_crash_the_same_thing_is_found_again(
    clock: SteppingClock, wanted: Callable[[Town], tuple[str, Any, str]]
) -> None:
    town = Town.founded(Portico.start(clock=clock))
    path, body, listed = wanted(town)
    before = len(ok(town.ada.get(listed))["items"])
    crashing = Crashing(town.portico.container.get(IdempotencyStore))
    town.portico.container.binder.bind(IdempotencyStore, to=InstanceProvider(crashing))
    town.portico.app.extensions["cases"].pop(IdempotencyStore, None)
    refused(town.ada.post(path, body, Idempotency_Key="k"), 500, "internal_error")
    clock.step(HELD)
    answer = town.ada.post(path, body, Idempotency_Key="k")
    found = ok(answer, 201)
    assert int(answer.headers["Authz-Version"]) > 0
    items = ok(town.ada.get(listed))["items"]
    assert len(items) == before + 1
    assert found["id"] in [one["id"] for one in items]


def test_nobody_is_told_what_another_was_under_the_same_key(town: Town) -> None:
    other, body = town.member(Role.ADMIN), {"kind": "folder", "name": "Quay", "inherits": False}
    ok(town.ada.post("/resources", body, Idempotency_Key="k"), 201)
    again = other.post("/resources", body, Idempotency_Key="k")
    refused(again, 422, "idempotency_key_reused")


def test_an_invitation_that_broke_off_is_given_once(clock: SteppingClock) -> None:
    town = Town.founded(Portico.start(clock=clock))
    path, body = f"{town.path}/invitations", {"email": "ben@example.org", "role": "viewer"}
    first = ok(town.ada.post(path, body, Idempotency_Key="k"), 201)
    clock.step(HELD)
    assert ok(town.ada.post(path, body, Idempotency_Key="k"), 201) == first
    town.portico.work()
    assert len(ok(town.ada.get(path))["items"]) == 1
