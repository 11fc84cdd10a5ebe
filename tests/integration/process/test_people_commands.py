"""portico people and portico keys, as they are called."""

from pathlib import Path

import pytest

from support.command import portico

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
