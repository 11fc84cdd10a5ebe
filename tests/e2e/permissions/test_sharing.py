"""Shares over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok, stranger
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock


@pytest.mark.parametrize("level", ["view", "edit", "manage"])
def test_a_share_gives_its_level_until_it_is_taken_back(town: Town, level: str) -> None:
    folder, friend = secret(town), newcomer(town)
    grant = town.share(town.ada, folder, friend, level)
    assert ok(friend.get(f"/resources/{folder}"))["level"] == level
    ok(town.ada.delete(f"/grants/{grant['id']}"), 204)
    refused(friend.get(f"/resources/{folder}"), 404, "resource_not_found")
    refused(town.ada.delete(f"/grants/{grant['id']}"), 404, "grant_not_found")


def test_a_department_is_shared_with_as_one(town: Town) -> None:
    north = town.department("North")
    friend = town.member(Role.VIEWER, town.department("Pier", north))
    folder = secret(town)
    given = shared(town.ada, folder, {"type": "department", "id": north})
    assert ok(friend.get(f"/resources/{folder}"))["level"] == "view"
    [holder] = [one for one in holders(town.ada, folder) if one["id"] == friend.id]
    assert (holder["email"], holder["grant"]["id"]) == (friend.email, given["id"])


def test_everybody_is_shared_with_as_one(town: Town) -> None:
    folder, friend = secret(town), newcomer(town)
    shared(town.ada, folder, {"type": "organisation", "id": town.id})
    assert ok(friend.get(f"/resources/{folder}"))["level"] == "view"


def test_a_share_is_over_to_the_second() -> None:
    clock = SteppingClock()
    town = Town.founded(Portico.start(clock=clock))
    folder, friend = secret(town), newcomer(town)
    end = (clock.now() + timedelta(hours=1)).isoformat()
    town.share(town.ada, folder, friend, "edit", expires_at=end)
    clock.step(timedelta(hours=1, seconds=-1))
    ok(friend.get(f"/resources/{folder}"))
    clock.step(timedelta(seconds=1))
    refused(friend.get(f"/resources/{folder}"), 404, "resource_not_found")
    late = {"subject": person(friend), "level": "view", "expires_at": end}
    refused(town.ada.post(f"/resources/{folder}/grants", late), 422, "expiry_past")


def test_a_share_is_changed_in_one_point(town: Town) -> None:
    folder, friend = secret(town), newcomer(town)
    end = "2100-01-01T00:00:00Z"
    path = f"/grants/{town.share(town.ada, folder, friend, 'view', expires_at=end)['id']}"
    raised = ok(town.ada.patch(path, {"level": "edit"}))
    assert (raised["level"], raised["expires_at"]) == ("edit", end)
    lasting = ok(town.ada.patch(path, {"expires_at": None}))
    assert (lasting["level"], lasting["expires_at"]) == ("edit", None)
    assert ok(town.ada.patch(path, {}))["level"] == "edit"


def test_who_was_given_a_share_passes_on_no_more_and_no_longer(town: Town) -> None:
    folder, friend, other = secret(town), newcomer(town), newcomer(town)
    end, later = "2100-01-01T00:00:00Z", "2100-01-01T00:00:01Z"
    town.share(town.ada, folder, friend, "manage", expires_at=end)
    grants = f"/resources/{folder}/grants"
    body: dict[str, Any] = {"subject": person(other), "level": "manage"}
    refused(friend.post(grants, body), 403, "outlives_share")
    refused(friend.post(grants, {**body, "expires_at": later}), 403, "outlives_share")
    passed = ok(friend.post(grants, {**body, "expires_at": end}), 201)
    refused(friend.patch(f"/grants/{passed['id']}", {"expires_at": None}), 403, "outlives_share")


def test_what_was_passed_on_goes_with_the_share_it_came_through(town: Town) -> None:
    folder, friend, other = secret(town), newcomer(town), newcomer(town)
    first = town.share(town.ada, folder, friend, "manage")
    second = town.share(friend, folder, other, "edit")
    assert second["through"] == first["id"]
    ok(town.ada.patch(f"/grants/{first['id']}", {"level": "view"}))
    assert ok(other.get(f"/resources/{folder}"))["level"] == "view"
    ok(town.ada.delete(f"/grants/{first['id']}"))
    refused(other.get(f"/resources/{folder}"), 404, "resource_not_found")


def test_nobody_shares_with_themselves_nor_back_to_the_owner(town: Town) -> None:
    folder, friend = secret(town), newcomer(town)
    town.share(town.ada, folder, friend, "manage")
    grants = f"/resources/{folder}/grants"
    to_me = {"subject": person(friend), "level": "manage"}
    refused(friend.post(grants, to_me), 409, "shared_with_oneself")
    to_owner = {"subject": person(town.ada), "level": "view"}
    refused(friend.post(grants, to_owner), 409, "shared_with_owner")


def test_who_only_sees_it_shares_it_with_nobody(town: Town) -> None:
    folder, friend = secret(town), newcomer(town)
    grant = town.share(town.ada, folder, friend, "edit")
    body = {"subject": person(newcomer(town)), "level": "view"}
    refused(friend.post(f"/resources/{folder}/grants", body), 403, "level_not_held")
    refused(friend.patch(f"/grants/{grant['id']}", {"level": "manage"}), 403, "level_not_held")
    everybody = {"subject": {"type": "organisation", "id": town.id}, "level": "view"}
    refused(friend.post(f"/resources/{folder}/grants", everybody), 403, "level_not_held")


def test_a_share_is_given_back_by_who_has_it(town: Town) -> None:
    folder, friend = secret(town), newcomer(town)
    grant = town.share(town.ada, folder, friend, "view")
    ok(friend.delete(f"/grants/{grant['id']}"), 204)
    refused(friend.get(f"/resources/{folder}"), 404, "resource_not_found")


def test_who_may_not_see_a_resource_cannot_tell_its_grants_from_none(town: Town) -> None:
    folder, friend, eve = secret(town), newcomer(town), newcomer(town)
    grant = town.share(town.ada, folder, friend, "view")["id"]
    for by in (eve, Town.founded(town.portico).ada):
        for one in (grant, str(uuid4())):
            refused(by.patch(f"/grants/{one}", {"level": "manage"}), 404, "grant_not_found")
            refused(by.delete(f"/grants/{one}"), 404, "grant_not_found")


def test_what_is_no_share_is_not_changed_as_one(town: Town) -> None:
    folder = secret(town)
    [owned] = ok(town.ada.get(f"/resources/{folder}/grants"))["items"]
    assert owned["reason"] == "owner"
    refused(town.ada.patch(f"/grants/{owned['id']}", {"level": "view"}), 409, "not_a_share")
    refused(town.ada.delete(f"/grants/{owned['id']}"), 409, "not_a_share")


def test_only_those_who_are_here_are_shared_with(town: Town) -> None:
    other, folder = Town.founded(town.portico), secret(town)
    for subject in (
        person(stranger(town.portico)),
        person(other.ada),
        {"type": "department", "id": other.department()},
        {"type": "department", "id": folder},
        {"type": "organisation", "id": other.id},
    ):
        body = {"subject": subject, "level": "view"}
        refused(town.ada.post(f"/resources/{folder}/grants", body), 422, "subject_unknown")


@pytest.mark.parametrize(
    "change",
    [
        {"level": "administer"},
        {"level": "admin"},
        {"level": 4},
        {"reason": "role"},
        {"through": None},
        {"given_by": str(uuid4())},
        {"subject": {"type": "link", "id": str(uuid4())}},
        {"subject": {"type": "person", "id": str(uuid4()), "level": "manage"}},
        {"expires_at": "2100-01-01"},
        {"expires_at": "2100-01-01T00:00:00"},
        {"expires_at": 4102444800},
        {"expires_at": "9999-12-31T23:59:59-23:59"},
    ],
)
def test_a_share_is_what_it_may_be_and_brings_nothing_along(
    town: Town, change: dict[str, Any]
) -> None:
    folder = secret(town)
    body = {"subject": person(newcomer(town)), "level": "view", **change}
    answer = town.ada.post(f"/resources/{folder}/grants", body)
    assert answer.status_code == 422, answer.get_data(as_text=True)


def test_an_organisation_is_not_shared(town: Town) -> None:
    body = {"subject": person(newcomer(town)), "level": "view"}
    refused(town.ada.post(f"/resources/{town.id}/grants", body), 422, "resource_unshareable")


def test_the_same_key_shares_once(town: Town) -> None:
    folder, friend = secret(town), newcomer(town)
    path, body = f"/resources/{folder}/grants", {"subject": person(friend), "level": "view"}
    first, second = (ok(town.ada.post(path, body, Idempotency_Key="k"), 201) for _ in range(2))
    assert first == second
    refused(town.ada.post(path, body), 409, "already_shared")


def test_who_can_see_it_is_told_page_by_page(town: Town) -> None:
    folder = secret(town)
    friends = [newcomer(town) for _ in range(4)]
    for one in friends:
        town.share(town.ada, folder, one, "view")
    seen = [one["id"] for one in holders(town.ada, folder, limit=2)]
    assert seen == sorted([town.ada.id, *(one.id for one in friends)])


def secret(town: Town) -> str:
    """Make a folder that nobody else sees."""
    return town.folder(town.ada, inherits=False)


def newcomer(town: Town) -> Person:
    return town.member(Role.VIEWER)


def person(one: Person) -> dict[str, str]:
    return {"type": "person", "id": one.id}


def shared(by: Person, resource: str, subject: dict[str, str]) -> Any:
    return ok(by.post(f"/resources/{resource}/grants", {"subject": subject, "level": "view"}), 201)


def holders(by: Person, resource: str, limit: int = 20) -> list[Any]:
    path, cursor = f"/resources/{resource}/access?limit={limit}", ""
    seen: list[Any] = []
    while cursor is not None:
        page = ok(by.get(path + (cursor and f"&cursor={cursor}")))
        seen += page["items"]
        cursor = page["next_cursor"]
    return seen
