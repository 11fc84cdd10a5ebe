"""portico people and portico keys, as they are called."""

from pathlib import Path
from uuid import uuid4

import pytest

from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.people.ports import PeopleReader
from domain.ids import OrganisationId
from domain.permissions.people.email_address import EmailAddress
from domain.principal import Principal
from support.command import portico
from support.worlds import world_on

pytestmark = pytest.mark.slow


def test_keys_are_made_listed_and_relieved(tmp_path: Path) -> None:
    assert portico(tmp_path, "keys", "list").stdout == ""
    first = portico(tmp_path, "keys", "rotate").stdout.split()[0]
    second = portico(tmp_path, "keys", "rotate").stdout.split()[0]
    lines = portico(tmp_path, "keys", "list").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[first, "signs"], [second, "from"]]
    third = portico(tmp_path, "keys", "rotate", "--now").stdout.split()[0]
    (line,) = portico(tmp_path, "keys", "list").stdout.splitlines()
    assert line.split()[:2] == [third, "signs"]


def test_an_account_that_is_not_there_cannot_be_suspended(tmp_path: Path) -> None:
    for command in ("suspend", "reinstate"):
        done = portico(tmp_path, "people", command, "nobody@example.com")
        assert (done.returncode, done.stdout) == (1, "")
        assert "there is no such account" in done.stderr


def test_the_only_admin_of_an_organisation_is_shut_out_only_anyway(tmp_path: Path) -> None:
    portico(tmp_path, "people", "add", "ada@example.com", "--password", "correct horse battery")
    with world_on(f"sqlite:///{tmp_path}/portico.db", tmp_path) as world:
        account = world.get(PeopleReader).by_email(EmailAddress("ada@example.com"))
        assert account is not None
        ada = Principal(account.id, OrganisationId(uuid4()))
        world.get(FoundOrganisation)(ada, NewOrganisation(ada.organisation_id, "Harbour"))
    done = portico(tmp_path, "people", "suspend", "ada@example.com")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no other active admin" in done.stderr
    anyway = portico(tmp_path, "people", "suspend", "ada@example.com", "--anyway")
    assert anyway.stdout == "ada@example.com is suspended.\n"


def test_an_address_has_one_account(tmp_path: Path) -> None:
    add = ("people", "add", "ada@example.com", "--password", "correct horse battery")
    assert portico(tmp_path, *add).stdout == "ada@example.com may sign in.\n"
    done = portico(tmp_path, *add)
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is an account with this address" in done.stderr


def test_the_demo_keeps_its_password_and_says_when_it_has_another(tmp_path: Path) -> None:
    first = portico(tmp_path, "demo").stdout
    assert "demo@example.com" in first
    assert portico(tmp_path, "demo").stdout == first
    assert portico(tmp_path, "people", "suspend", "demo@example.com").returncode == 0
    for options in ((), ("--token",)):
        done = portico(tmp_path, "demo", *options)
        assert (done.returncode, done.stdout) == (1, "")
        assert "another password" in done.stderr
