"""Invitations over HTTP."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from injector import InstanceProvider

from adapters.permissions.access.mailed_invitations import MailedInvitations
from adapters.permissions.people.mail.memory import InMemoryMailer
from application.permissions.access.invitations.ports import InvitationMail
from domain.ids import OrganisationId
from domain.permissions.access.invitation import LASTS, MOST_TO_ONE_ADDRESS
from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok, stranger
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock

ACCEPT = "/invitations/acceptances"


def invited(town: Town, by: Person, to: Person, role: str = "viewer", **more: Any) -> Any:
    body = {"email": to.email, "role": role, **more}
    return ok(by.post(f"{town.path}/invitations", body), 201)


def test_who_accepts_an_invitation_is_what_it_offered(town: Town) -> None:
    ben, pier = stranger(town.portico), town.department()
    token = invited(town, town.ada, ben, "manager", department_id=pier)["token"]
    accepted = ok(ben.post(ACCEPT, {"token": token}), 200)
    assert accepted == {"organisation_id": town.id, "role": "manager", "department_id": pier}
    [own] = ok(ben.get("/organisations"))["items"]
    assert (own["id"], own["state"]) == (town.id, "active")


def test_the_letter_holds_the_token_and_no_list_does(town: Town) -> None:
    ben, mail = stranger(town.portico), InMemoryMailer()
    town.portico.container.binder.bind(
        InvitationMail, to=InstanceProvider(MailedInvitations(mail, "http://here", True))
    )
    given = invited(town, town.ada, ben)
    town.portico.work()
    [letter] = mail.sent
    assert (letter.to, given["token"] in letter.text) == (ben.email, True)
    [listed] = ok(town.ada.get(f"{town.path}/invitations"))["items"]
    assert listed == {name: value for name, value in given.items() if name != "token"}


def test_an_invitation_is_good_once(town: Town) -> None:
    ben = stranger(town.portico)
    token = invited(town, town.ada, ben)["token"]
    ok(ben.post(ACCEPT, {"token": token}))
    refused(ben.post(ACCEPT, {"token": token}), 404, "invitation_not_found")
    ok(ben.delete(f"{town.path}/members/{ben.id}"))
    refused(ben.post(ACCEPT, {"token": token}), 404, "invitation_not_found")


def test_whatever_is_wrong_is_refused_alike() -> None:
    clock = SteppingClock()
    town = Town.founded(Portico.start(clock=clock))
    ben, eve = stranger(town.portico), stranger(town.portico)
    token, gone = (invited(town, town.ada, ben)[name] for name in ("token", "id"))
    withdrawn = invited(town, town.ada, ben)
    ok(town.ada.delete(f"{town.path}/invitations/{withdrawn['id']}"), 204)
    swapped = token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB")
    answers = [
        eve.post(ACCEPT, {"token": token}),
        *(
            ben.post(ACCEPT, {"token": one})
            for one in ("x", "pit_", gone, withdrawn["token"], swapped, token + "=", "pit_\u00e9")
        ),
    ]
    clock.step(LASTS)
    answers.append(ben.post(ACCEPT, {"token": token}))
    told = {refused(one, 404, "invitation_not_found")["detail"] for one in answers}
    assert len(told) == 1


def test_an_invitation_ends_to_the_second() -> None:
    clock = SteppingClock()
    town = Town.founded(Portico.start(clock=clock))
    ben = stranger(town.portico)
    token = invited(town, town.ada, ben)["token"]
    clock.step(LASTS - timedelta(seconds=1))
    assert len(ok(town.ada.get(f"{town.path}/invitations"))["items"]) == 1
    ok(ben.post(ACCEPT, {"token": token}))


@pytest.mark.parametrize(
    ("role", "offered"),
    [(Role.VIEWER, "viewer"), (Role.CONTRIBUTOR, "viewer"), (Role.MANAGER, "admin")],
)
def test_nobody_offers_what_they_could_not_give(town: Town, role: Role, offered: str) -> None:
    member, ben = town.member(role), stranger(town.portico)
    body = {"email": ben.email, "role": offered}
    refused(member.post(f"{town.path}/invitations", body), 403, "level_not_held")


def test_a_giver_who_was_demoted_meanwhile_lets_nobody_in(town: Town) -> None:
    manager, ben = town.member(Role.MANAGER), stranger(town.portico)
    token = invited(town, manager, ben, "manager")["token"]
    role = f"{town.path}/members/{manager.id}/role"
    ok(town.ada.put(role, {"role": "contributor"}))
    refused(ben.post(ACCEPT, {"token": token}), 404, "invitation_not_found")
    ok(town.ada.put(role, {"role": "manager"}))
    ok(ben.post(ACCEPT, {"token": token}))


@pytest.mark.parametrize("how", ["put suspension", "delete "])
def test_a_giver_who_is_out_lets_nobody_in(town: Town, how: str) -> None:
    manager, ben = town.member(Role.MANAGER), stranger(town.portico)
    token = invited(town, manager, ben)["token"]
    method, _, what = how.partition(" ")
    path = f"{town.path}/members/{manager.id}/{what}".rstrip("/")
    ok(town.ada.ask(method, path), 204)
    refused(ben.post(ACCEPT, {"token": token}), 404, "invitation_not_found")


def test_an_invitation_into_a_department_that_is_closed_lets_nobody_in(town: Town) -> None:
    ben, pier = stranger(town.portico), town.department()
    given = invited(town, town.ada, ben, department_id=pier)
    ok(town.ada.delete(f"{town.path}/departments/{pier}"))
    refused(ben.post(ACCEPT, {"token": given["token"]}), 404, "invitation_not_found")
    ok(town.ada.delete(f"{town.path}/invitations/{given['id']}"), 204)


def test_a_member_is_told_that_they_are_one(town: Town) -> None:
    member = town.member(Role.VIEWER)
    token = invited(town, town.ada, member, "admin")["token"]
    refused(member.post(ACCEPT, {"token": token}), 409, "already_member")
    assert ok(member.get(town.path))["role"] == "viewer"


def test_an_invitation_says_nothing_about_accounts(town: Town) -> None:
    body = {"email": stranger(town.portico).email, "role": "viewer"}
    nobody = {"email": "nobody@example.org", "role": "viewer"}
    first, second = (ok(town.ada.post(f"{town.path}/invitations", one)) for one in (body, nobody))
    assert first.keys() == second.keys()


def test_an_address_is_not_flooded(town: Town) -> None:
    ben = stranger(town.portico)
    given = [invited(town, town.ada, ben)["id"] for _ in range(MOST_TO_ONE_ADDRESS)]
    body = {"email": ben.email.upper(), "role": "viewer"}
    refused(town.ada.post(f"{town.path}/invitations", body), 409, "too_many_invitations")
    ok(town.ada.delete(f"{town.path}/invitations/{given[0]}"))
    invited(town, town.ada, ben)


def test_founding_organisations_sends_no_more_letters(portico: Portico) -> None:
    eve, body = stranger(portico), {"email": "ben@example.org", "role": "viewer"}

    def asked_in(by: Person) -> list[int]:
        made = ok(by.post("/organisations", {"name": "Quay"}), 201)["id"]
        there = Person(portico, replace(by.principal, organisation_id=OrganisationId(UUID(made))))
        path = f"/organisations/{made}/invitations"
        return [there.post(path, body).status_code for _ in range(MOST_TO_ONE_ADDRESS)]

    assert [code for _ in range(4) for code in asked_in(eve)] == [201] * 10 + [429] * 2
    others = [stranger(portico) for _ in range(4)]
    assert [code for one in others for code in asked_in(one)] == [201] * 10 + [429] * 2


def test_the_same_key_invites_once_and_tells_the_token_again(town: Town) -> None:
    path, body = f"{town.path}/invitations", {"email": "ben@example.org", "role": "viewer"}
    first, second = (ok(town.ada.post(path, body, Idempotency_Key="k"), 201) for _ in range(2))
    assert first == second
    assert len(ok(town.ada.get(path))["items"]) == 1


def test_invitations_are_listed_to_those_who_manage(town: Town) -> None:
    pier = town.department()
    manager, viewer = town.member(Role.MANAGER, pier), town.member(Role.VIEWER)
    here = invited(town, manager, stranger(town.portico), department_id=pier)["id"]
    invited(town, town.ada, stranger(town.portico))
    path = f"{town.path}/invitations"
    assert [one["id"] for one in ok(manager.get(f"{path}?department_id={pier}"))["items"]] == [here]
    refused(manager.get(path), 403, "level_not_held")
    refused(viewer.get(path), 403, "level_not_held")
    refused(viewer.delete(f"{path}/{here}"), 403, "level_not_held")
    refused(town.ada.get(f"{path}?department_id={town.id}"), 404, "department_not_found")


def test_an_invitation_of_another_organisation_is_not_there(town: Town) -> None:
    other = Town.founded(town.portico)
    theirs = invited(other, other.ada, stranger(town.portico))["id"]
    path = f"{town.path}/invitations/{theirs}"
    refused(town.ada.delete(path), 404, "invitation_not_found")


@pytest.mark.parametrize(
    "email", ["", "ben", "@", "ben@", "@x.org", "b n@x.org", "b\r\nBcc: x@x.org", "a" * 255 + "@x"]
)
def test_what_is_no_address_is_refused(town: Town, email: str) -> None:
    body = {"email": email, "role": "viewer"}
    assert town.ada.post(f"{town.path}/invitations", body).status_code == 422
