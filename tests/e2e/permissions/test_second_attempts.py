"""A request that broke off between its effect and its answer has one effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from injector import InstanceProvider

from application.idempotency.ports import IdempotencyStore
from domain.permissions.access.role import Role
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock

HELD = timedelta(seconds=61)


@dataclass(slots=True)
class Crashing:
    """Breaks off at `answered`, once: the effect is there, the answer is not."""

    store: IdempotencyStore
    crashes: int = 1

    def answered(self, *args: Any) -> None:
        if self.crashes:
            self.crashes -= 1
            raise RuntimeError("the process dies here")
        self.store.answered(*args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


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
    found = ok(town.ada.post(path, body, Idempotency_Key="k"), 201)
    items = ok(town.ada.get(listed))["items"]
    assert len(items) == before + 1
    assert found["id"] in [one["id"] for one in items]


def test_an_invitation_that_broke_off_is_given_once(clock: SteppingClock) -> None:
    town = Town.founded(Portico.start(clock=clock))
    path, body = f"{town.path}/invitations", {"email": "ben@example.org", "role": "viewer"}
    first = ok(town.ada.post(path, body, Idempotency_Key="k"), 201)
    clock.step(HELD)
    assert ok(town.ada.post(path, body, Idempotency_Key="k"), 201) == first
    town.portico.work()
    assert len(ok(town.ada.get(path))["items"]) == 1
