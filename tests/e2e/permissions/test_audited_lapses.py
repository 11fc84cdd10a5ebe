"""The audit says who lost what, also where that went with something else."""

import pytest

from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok


@pytest.mark.parametrize("how", ["revoke", "take", "remove", "restrict", "remove_folder"])
def test_what_was_passed_on_and_went_is_told(town: Town, how: str) -> None:
    pier = town.department()
    ben, eve, kim = town.member(Role.VIEWER, pier), guest(town), guest(town)
    folder = town.folder(town.ada, inherits=False)
    thing = town.folder(town.ada, parent_id=folder)
    group = {"subject": {"type": "department", "id": pier}, "level": "manage"}
    share = ok(town.ada.post(f"/resources/{folder}/grants", group), 201)["id"]
    passed = town.share(ben, thing, eve, "manage")["id"]
    further = town.share(eve, thing, kim, "view")["id"]
    before = len(audit(town))
    {
        "revoke": lambda: town.ada.delete(f"/grants/{share}"),
        "take": lambda: town.ada.delete(
            f"{town.path}/members/{ben.id}/role?department_id={pier}"
        ),
        "remove": lambda: town.ada.delete(f"{town.path}/members/{ben.id}"),
        "restrict": lambda: town.ada.patch(f"/resources/{thing}", {"inherits": False}),
        "remove_folder": lambda: town.ada.delete(f"/resources/{folder}", If_Match="*"),
    }[how]()  # fmt: skip
    assert eve.get(f"/resources/{thing}").status_code == 404
    lapsed = [one for one in audit(town)[before:] if one["action"] == "share.lapse"]
    assert [(one["actor"], one["target"], one["facts"]) for one in lapsed] == [
        (town.ada.id, thing, facts(grant, who, level))
        for grant, who, level in ((passed, eve, "manage"), (further, kim, "view"))
    ]
    assert ok(town.ada.get(f"{town.path}/audit/verification"))["broken_at"] is None


def test_what_shrinks_with_a_share_is_told(town: Town) -> None:
    ben, eve = guest(town), guest(town)
    thing = town.folder(town.ada, inherits=False)
    share = town.share(town.ada, thing, ben, "manage")["id"]
    passed = town.share(ben, thing, eve, "manage")["id"]
    before = len(audit(town))
    ok(town.ada.patch(f"/grants/{share}", {"level": "edit"}))
    told = [(one["action"], one["target"], one["facts"]) for one in audit(town)[before:]]
    assert told == [
        ("share.shrink", thing, facts(passed, eve, "edit")),
        ("share.change", thing, facts(share, ben, "edit")),
    ]


def facts(grant: str, who: Person, level: str) -> dict[str, object]:
    return {"grant": grant, "subject": f"person:{who.id}", "level": level, "expires_at": None}


def audit(town: Town) -> list[dict[str, object]]:
    return list(ok(town.ada.get(f"{town.path}/audit?limit=100"))["items"])


def guest(town: Town) -> Person:
    """Return a member who sees nothing but what is shared with them."""
    return town.member(Role.VIEWER, town.department("Elsewhere"))
