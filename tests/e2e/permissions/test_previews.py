"""What a change would change; and it changes nothing."""

from typing import Any
from uuid import UUID

import pytest

from application.paging import Window
from application.permissions.access.decisions import preview_access
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from domain.access import Level
from domain.permissions.access.grant import Subject, SubjectKind
from domain.permissions.access.role import Role
from domain.principal import Principal
from e2e.permissions.test_checks import check
from e2e.problems import refused
from support.company import Company

PREVIEWS = "/api/v1/access/previews"


def preview(company: Company, kind: str, **change: Any) -> dict[str, Any]:
    told = {
        name: str(value) if isinstance(value, UUID) else value for name, value in change.items()
    }
    response = company.acts(company.ada).post(PREVIEWS, json={"change": {"type": kind, **told}})
    assert response.status_code == 200, response.get_data(as_text=True)
    found: dict[str, Any] = response.get_json()
    return found


def shift(who: Principal, scope: UUID, before: str | None, after: str | None) -> dict[str, Any]:
    subject = {"type": "person", "id": str(who.user_id)}
    return {"subject": subject, "scope_id": str(scope), "before": before, "after": after}


def kept(company: Company, scopes: list[UUID]) -> Any:
    """Return all that is kept of the company."""
    reader, things = company.container.get(AccessReader), company.container.get(OrganisationsReader)
    with company.container.get(AccessStore).transaction() as work:
        rows = [
            (work.scopes.by_id(company.id, one), work.scopes.way(company.id, one),
             list(work.grants.on(work.scopes.way(company.id, one)[-1])))
            for one in scopes
        ]  # fmt: skip
    people = things.members(company.id, Window(500)).items
    audit = things.audit(company.id, after=0, limit=500)
    return reader.version(company.id), rows, people, audit


def test_no_preview_changes_anything(kept_company: Company) -> None:
    company = kept_company
    north, south = company.department("North"), company.department("South")
    folder = company.folder("Plans", north)
    plan = company.document(parent=folder)
    ben = company.hire(Role.CONTRIBUTOR, north)
    grant = company.share(plan, company.hire(), Level.EDIT)
    scopes = [company.id, north, south, folder, plan]
    before = kept(company, scopes)
    ada, person = company.acts(company.ada), ben.user_id
    changes: dict[str, dict[str, Any]] = {
        "move_department": {"department_id": south, "parent_id": north},
        "move_resource": {"resource_id": folder, "parent_id": south},
        "give_role": {"person_id": person, "role": "admin"},
        "take_role": {"person_id": person, "scope_id": north},
        "revoke_grant": {"grant_id": grant.id},
        "suspend_member": {"person_id": person},
        "remove_member": {"person_id": person},
    }
    for kind, change in changes.items():
        found = preview(company, kind, **change)
        assert found["complete"], kind
        assert found["gains"] or found["loses"] or kind == "move_department", kind
        assert kept(company, scopes) == before, kind
    still = ada.post("/api/v1/access/checks", json=check("edit", plan, ben))
    assert still.get_json()["allowed"]


def test_a_moved_folder_is_lost_by_one_department_and_won_by_another(
    kept_company: Company,
) -> None:
    company = kept_company
    north, south = company.department("North"), company.department("South")
    folder = company.folder("Plans", north)
    ben, cem = company.hire(Role.CONTRIBUTOR, north), company.hire(Role.MANAGER, south)
    found = preview(company, "move_resource", resource_id=folder, parent_id=south)
    assert found["loses"] == [shift(ben, folder, "edit", None)]
    assert found["gains"] == [shift(cem, folder, None, "manage")]
    assert (found["complete"], found["next_cursor"]) == (True, None)


def test_a_moved_department_takes_the_roles_above_it_along(company: Company) -> None:
    north, south = company.department("North"), company.department("South")
    docks = company.department("Docks", north)
    ben, cem = company.hire(Role.MANAGER, north), company.hire(Role.VIEWER, south)
    found = preview(company, "move_department", department_id=docks, parent_id=south)
    assert found["loses"] == [shift(ben, docks, "manage", None)]
    assert found["gains"] == [shift(cem, docks, None, "view")]


def test_a_role_brings_what_is_shared_with_its_department(company: Company) -> None:
    north = company.department("North")
    plan = company.document(inherits=False)
    company.share(plan, Subject(SubjectKind.DEPARTMENT, north), Level.EDIT)
    ben = company.hire(Role.VIEWER, company.department("South"))
    found = preview(company, "give_role", person_id=ben.user_id, role="viewer", scope_id=north)
    assert found["loses"] == []
    gains = sorted([shift(ben, north, None, "view"), shift(ben, plan, None, "edit")],
                   key=lambda one: one["scope_id"])  # fmt: skip
    assert found["gains"] == gains


def test_a_revoked_share_takes_what_was_passed_on_through_it(company: Company) -> None:
    ben, cem = (company.hire(Role.VIEWER, company.department(name)) for name in ("A", "B"))
    plan = company.document()
    grant = company.share(plan, ben, Level.MANAGE)
    company.share(plan, cem, Level.VIEW, by=ben)
    found = preview(company, "revoke_grant", grant_id=grant.id)
    assert {(one["subject"]["id"], one["before"], one["after"]) for one in found["loses"]} == {
        (str(ben.user_id), "manage", None),
        (str(cem.user_id), "view", None),
    }


@pytest.mark.parametrize("kind", ["suspend_member", "remove_member"])
def test_who_leaves_loses_roles_shares_and_what_they_own(kept_company: Company, kind: str) -> None:
    company = kept_company
    north = company.department("North")
    ben = company.hire(Role.CONTRIBUTOR, north)
    own, shared = company.document(ben, inherits=False), company.document(inherits=False)
    company.share(shared, ben, Level.EDIT)
    found = preview(company, kind, person_id=ben.user_id)
    assert found["gains"] == []
    assert found["loses"] == sorted(
        [
            shift(ben, north, "edit", None),
            shift(ben, own, "manage", None),
            shift(ben, shared, "edit", None),
        ],
        key=lambda one: one["scope_id"],
    )


def test_a_preview_names_nothing_that_one_does_not_manage(company: Company) -> None:
    north = company.department("North")
    closed = company.folder("Layoffs", inherits=False)
    company.share(closed, Subject(SubjectKind.DEPARTMENT, north))
    cem, boss = company.hire(), company.hire(Role.MANAGER)
    role = {"person_id": str(cem.user_id), "role": "contributor", "scope_id": str(north)}
    body = {"change": {"type": "give_role", **role}}
    told = company.acts(boss).post(PREVIEWS, json=body).get_json()
    assert told["gains"] == [shift(cem, north, "view", "edit")]
    assert told["complete"] is False
    whole = company.acts(company.ada).post(PREVIEWS, json=body).get_json()
    assert shift(cem, closed, None, "view") in whole["gains"]
    assert whole["complete"] is True


def test_who_leaves_a_department_is_told_what_they_lose(company: Company) -> None:
    north = company.department("North")
    closed = company.folder("Plans", inherits=False)
    company.share(closed, Subject(SubjectKind.DEPARTMENT, north))
    ben = company.hire(Role.CONTRIBUTOR, north)
    cem = company.hire(Role.VIEWER, north)
    role = {"person_id": str(ben.user_id), "scope_id": str(north)}
    body = {"change": {"type": "take_role", **role}}
    response = company.acts(ben).post(PREVIEWS, json=body)
    told = response.get_json()
    assert shift(ben, closed, "view", None) in told["loses"]
    assert str(cem.user_id) not in response.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["remove_member", "take_role", "move_department"])
def test_who_leaves_a_group_takes_what_they_passed_on_as_one_of_it(
    company: Company, kind: str
) -> None:
    north = company.department("North")
    docks, south = company.department("Docks", north), company.department("South")
    ben, cem, dan = (
        company.hire(Role.VIEWER, docks),
        *(company.hire(Role.VIEWER, south) for _ in range(2)),
    )
    folder = company.folder("Plans", inherits=False)
    plan = company.document(parent=folder)
    company.share(folder, Subject(SubjectKind.DEPARTMENT, north), Level.MANAGE)
    company.share(plan, cem, Level.MANAGE, by=ben)
    company.share(plan, dan, Level.EDIT, by=cem)
    changes: dict[str, dict[str, Any]] = {
        "remove_member": {"person_id": ben.user_id},
        "take_role": {"person_id": ben.user_id, "scope_id": docks},
        "move_department": {"department_id": docks, "parent_id": south},
    }
    found = preview(company, kind, **changes[kind])
    assert shift(cem, plan, "manage", None) in found["loses"]
    assert shift(dan, plan, "edit", None) in found["loses"]
    assert found["complete"]


def test_a_removal_also_takes_what_the_person_passed_on(company: Company) -> None:
    ben, cem = (company.hire(Role.VIEWER, company.department(name)) for name in ("A", "B"))
    plan = company.document()
    company.share(plan, ben, Level.MANAGE)
    company.share(plan, cem, Level.VIEW, by=ben)
    found = preview(company, "remove_member", person_id=ben.user_id)
    assert shift(cem, plan, "view", None) in found["loses"]
    kept_on = preview(company, "suspend_member", person_id=ben.user_id)
    assert shift(cem, plan, "view", None) not in kept_on["loses"]


def test_a_long_preview_comes_in_pages(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    north, south = company.department("North"), company.department("South")
    for _ in range(5):
        company.hire(Role.VIEWER, north)
    folder = company.folder("Plans", north)
    change = {"type": "move_resource", "resource_id": str(folder), "parent_id": str(south)}
    whole = preview(company, "move_resource", resource_id=folder, parent_id=south)
    monkeypatch.setattr(preview_access, "MOST_SHOWN", 2)
    pages, cursor = [], None
    while True:
        body = {"change": change} | ({"cursor": cursor} if cursor else {})
        found = company.acts(company.ada).post(PREVIEWS, json=body).get_json()
        pages.append(found)
        cursor = found["next_cursor"]
        assert found["complete"] is (cursor is None)
        if cursor is None:
            break
    assert [len(one["loses"]) for one in pages] == [2, 2, 1]
    assert [one for page in pages for one in page["loses"]] == whole["loses"]


def test_a_preview_is_refused_like_the_change(company: Company) -> None:
    north = company.department("North")
    docks = company.department("Docks", north)
    client, ada = company.acts(company.ada), str(company.ada.user_id)
    for change, status, code in (
        ({"type": "move_department", "department_id": str(north), "parent_id": str(docks)},
         409, "would_cycle"),
        ({"type": "take_role", "person_id": ada}, 409, "last_admin"),
        ({"type": "suspend_member", "person_id": ada}, 409, "last_admin"),
        ({"type": "remove_member", "person_id": ada}, 409, "last_admin"),
        ({"type": "remove_member", "person_id": str(docks)}, 404, "member_not_found"),
        ({"type": "revoke_grant", "grant_id": str(docks)}, 404, "grant_not_found"),
        ({"type": "move_resource", "resource_id": ada}, 404, "resource_not_found"),
        ({"type": "burn_down"}, 422, "invalid_body"),
    ):  # fmt: skip
        refused(client.post(PREVIEWS, json={"change": change}), status, code)
    ben = company.hire(Role.MANAGER)
    change = {"type": "suspend_member", "person_id": ada}
    refused(company.acts(ben).post(PREVIEWS, json={"change": change}), 403, "level_not_held")
