"""The audit over HTTP: found, taken away, verified by anybody, and never by the wrong people."""

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from application.permissions.access.organisations.suspend_member import SuspendMember
from domain.permissions.access.role import Role
from e2e.problems import refused
from support.company import Company

PAGE = Path(__file__).parents[3] / "docs" / "decisions.md"


def path(company: Company, rest: str = "") -> str:
    return f"/api/v1/organisations/{company.id}/audit{rest}"


def listed(company: Company, **query: Any) -> list[dict[str, Any]]:
    """Return every page's entries."""
    found: list[dict[str, Any]] = []
    while True:
        response = company.acts(company.ada).get(path(company), query_string=query)
        assert response.status_code == 200, response.get_data(as_text=True)
        body = response.get_json()
        found += body["items"]
        if body["next_cursor"] is None:
            return found
        query["cursor"] = body["next_cursor"]


@pytest.fixture
def busy(kept_company: Company) -> Company:
    company = kept_company
    north = company.department("North")
    ben = company.hire(Role.VIEWER, north)
    company.promote(ben, Role.MANAGER, north)
    company.container.get(SuspendMember)(company.ada, ben.user_id)
    return company


def test_entries_are_listed_in_their_order(busy: Company) -> None:
    entries = listed(busy, limit=2)
    assert [one["number"] for one in entries] == [1, 2, 3, 4, 5]
    assert [one["action"] for one in entries] == [
        "organisation.found", "department.add", "member.add", "role.give", "member.suspend"
    ]  # fmt: skip
    assert {one["actor"] for one in entries} == {str(busy.ada.user_id)}
    assert all(one["previous"] == before["hash"] for before, one in pairwise(entries))


def test_entries_are_found_by_who_what_and_when(busy: Company) -> None:
    entries = listed(busy)
    ben, north = entries[4]["target"], entries[1]["target"]

    def numbers(**query: Any) -> list[int]:
        return [one["number"] for one in listed(busy, **query)]

    assert numbers(action="role.give") == [4]
    assert numbers(action="member") == [3, 5]
    assert numbers(action="memb") == []
    assert numbers(actor=busy.ada.user_id) == [1, 2, 3, 4, 5]
    assert numbers(actor=ben) == []
    assert numbers(resource=ben) == [3, 4, 5]
    assert numbers(resource=north) == [2, 3, 4]
    assert numbers(resource=north, action="member") == [3]
    third = entries[2]["at"]
    early = [one["number"] for one in entries if one["at"] < third]
    assert numbers(to=third) == early
    assert numbers(**{"from": third}) == [one for one in (1, 2, 3, 4, 5) if one not in early]
    assert numbers(to="2000-01-01T00:00:00Z") == []


def test_a_rare_entry_is_found_however_long_the_chain(
    busy: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("application.permissions.access.audit.search_audit.MOST_READ", 2)
    first = busy.acts(busy.ada).get(path(busy), query_string={"action": "member.suspend"})
    assert (first.get_json()["items"], first.get_json()["next_cursor"]) == ([], "2")
    assert [one["number"] for one in listed(busy, action="member.suspend")] == [5]


@pytest.mark.parametrize(
    "query",
    [
        {"actor": "ada"}, {"action": "Role Give"}, {"resource": "1"}, {"from": "yesterday"},
        {"to": "2026-03-01"}, {"from": "2026-03-01T12:00:00"}, {"limit": 0}, {"limit": 101},
        {"cursor": "-1"}, {"cursor": "abc"},
    ],
)  # fmt: skip
def test_a_query_that_does_not_fit_is_refused(company: Company, query: dict[str, Any]) -> None:
    response = company.acts(company.ada).get(path(company), query_string=query)
    refused(response, 422, "invalid_parameters")


def exported(company: Company) -> bytes:
    response = company.acts(company.ada).get(path(company, "/export"))
    assert (response.status_code, response.mimetype) == (200, "application/x-ndjson")
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.is_streamed
    return response.get_data()


def test_an_export_holds_every_entry_on_a_line(busy: Company) -> None:
    assert [json.loads(line) for line in exported(busy).splitlines()] == listed(busy)


def outsider(export: bytes) -> tuple[int, str]:
    """Run the few lines that the documentation gives."""
    program = re.search(r"```python\n(.*?)```", PAGE.read_text(), re.S)
    assert program is not None
    assert len(program[1].splitlines()) <= 12
    ran = subprocess.run(
        [sys.executable, "-c", program[1]], input=export, capture_output=True, check=False
    )
    return ran.returncode, (ran.stdout + ran.stderr).decode().strip()


def test_an_outsider_verifies_an_export_with_ten_lines_of_python(busy: Company) -> None:
    export = exported(busy)
    verified = busy.acts(busy.ada).get(path(busy, "/verification")).get_json()
    assert verified == {
        "entries": 5, "broken_at": None, "last_hash": listed(busy)[-1]["hash"]
    }  # fmt: skip
    assert outsider(export) == (0, f"5 entries, last hash {verified['last_hash']}")


def test_whatever_is_changed_in_an_export_is_seen(busy: Company) -> None:
    lines = exported(busy).splitlines(keepends=True)
    forged = lines[2].replace(b'"viewer"', b'"admin"')
    assert forged != lines[2]
    for changed, number in (
        ([*lines[:2], forged, *lines[3:]], 3),
        ([*lines[:1], *lines[2:]], 2),
        ([lines[1], lines[0], *lines[2:]], 1),
        ([*lines[:3], lines[2], *lines[3:]], 4),
    ):
        assert outsider(b"".join(changed)) == (1, f"broken at entry {number}")


@pytest.mark.parametrize("rest", ["", "/export", "/verification"])
def test_only_admins_read_the_audit(company: Company, rest: str) -> None:
    mia, stranger = company.hire(Role.MANAGER), company.stranger()
    refused(company.acts(mia).get(path(company, rest)), 403, "level_not_held")
    refused(company.acts(stranger).get(path(company, rest)), 404, "organisation_not_found")
    other = Company.found(company.container)
    refused(company.acts(other.ada).get(path(company, rest)), 404, "organisation_not_found")
    unknown = company.acts(company.ada).get(f"/api/v1/organisations/{other.new_id()}/audit{rest}")
    refused(unknown, 404, "organisation_not_found")
    company.promote(mia, Role.ADMIN)
    company.container.get(SuspendMember)(company.ada, mia.user_id)
    refused(company.acts(mia).get(path(company, rest)), 404, "organisation_not_found")
