"""What sayings of a file promise, whatever store they come from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from injector import Injector

from adapters.insights import filed_sayings
from application.errors import Unavailable
from application.insights.ports import ImportStore
from domain.insights.ids import CustomerId
from domain.insights.sayings import Sayings

IN_MEMORY, MANY = 500, 2_750


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filed_sayings, "AT_MOST", IN_MEMORY)


@pytest.fixture
def sayings(world: Injector) -> Iterator[Sayings]:
    with world.get(ImportStore).sayings() as made:
        yield made


def test_what_was_said_first_is_told_whatever_was_said_since(sayings: Sayings) -> None:
    assert sayings.first(CustomerId(7), "clerk") is None
    assert sayings.first(CustomerId(7), "pilot") == "clerk"
    assert sayings.first(CustomerId(7), "clerk") == "clerk"


def test_a_customer_is_no_month_of_the_same_name(sayings: Sayings) -> None:
    assert sayings.first(CustomerId(7), "clerk") is None
    assert sayings.first("7", "Salt") is None


def test_very_many_are_known_again(sayings: Sayings) -> None:
    for one in range(MANY, 0, -1):
        assert sayings.first(CustomerId(one), str(one)) is None
    assert sayings.first("2020-01", "Salt") is None
    for one in (1, MANY // 2, MANY):
        assert sayings.first(CustomerId(one), "other") == str(one)
    assert sayings.first("2020-01", "Rope") == "Salt"


def test_nothing_is_left_of_them(world: Injector, sayings: Sayings) -> None:
    sayings.first(CustomerId(1), "clerk")
    with world.get(ImportStore).sayings() as others:
        assert others.first(CustomerId(1), "pilot") is None


def test_a_temporary_folder_that_is_full_is_told_of(
    world: Injector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite says the same of a database that may not grow as of a disk that is full."""
    monkeypatch.setattr(filed_sayings, "MADE", f"PRAGMA max_page_count = 9; {filed_sayings.MADE}")
    with pytest.raises(Unavailable, match="full"):
        say_many(world.get(ImportStore))


def say_many(store: ImportStore) -> None:
    with store.sayings() as sayings:
        for one in range(MANY):
            sayings.first(CustomerId(one), "clerk" * 40)
