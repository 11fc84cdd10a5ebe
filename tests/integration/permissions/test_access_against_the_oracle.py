"""Random organisations, and every small one, decide as the naive oracle does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import open_database
from adapters.permissions.access import sql_decisions
from adapters.permissions.access.memory_decisions import InMemoryDecisions
from adapters.permissions.access.memory_reader import InMemoryOrganisationsReader
from adapters.permissions.access.memory_store import InMemoryAccessStore
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from application.permissions.access.ports import AccessStore
from support.access_machine import AccessMachine
from support.databases import emptied, fresh_sqlite
from support.house_over_http import HouseOverHttp
from support.organisations import House
from support.small_worlds import compared


@contextmanager
def houses(kind: str, folder: Path, url: str = "") -> Iterator[type[AccessMachine]]:
    """A machine whose lives begin on that database, each in an organisation of its own."""
    if kind == "memory":
        yield _machine(in_memory)
        return
    database = open_database(url or fresh_sqlite(folder))
    yield _machine(
        lambda: House(
            SqlAccessStore(database), SqlAccessReader(database), SqlOrganisationsReader(database)
        )
    )
    database.engine.dispose()


def _machine(house_for: object) -> type[AccessMachine]:
    return type("Life", (AccessMachine,), {"house_for": staticmethod(house_for)})  # type: ignore[arg-type]  # its metaclass is not told


def in_memory() -> House:
    database = MemoryDatabase()
    return House(
        InMemoryAccessStore(database),
        InMemoryDecisions(database.rows),
        InMemoryOrganisationsReader(database),
    )


def lives(examples: int, steps: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=slow
    )


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_random_lives_agree_with_the_oracle(kind: str, tmp_path: Path) -> None:
    with houses(kind, tmp_path) as machine:
        run_state_machine_as_test(machine, settings=lives(4, 25))
        assert machine.checks > 500


@pytest.mark.slow
def test_random_lives_agree_when_lists_go_from_thing_to_thing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they do where much is visible, which takes more than lives have."""
    monkeypatch.setattr(sql_decisions, "WIDE", 0)
    with houses("sqlite", tmp_path) as machine:
        run_state_machine_as_test(machine, settings=lives(3, 20))
        assert machine.checks > 300


@pytest.mark.slow
def test_random_lives_over_http_agree_with_the_oracle() -> None:
    machine = _machine(HouseOverHttp.begun)
    run_state_machine_as_test(machine, settings=lives(10, 20))
    assert machine.checks > 500


@pytest.mark.slow
@pytest.mark.service
def test_random_lives_on_postgresql_agree_with_the_oracle(
    postgres_database: str, tmp_path: Path
) -> None:
    with houses("postgresql", tmp_path, emptied(postgres_database)) as machine:
        run_state_machine_as_test(machine, settings=lives(4, 25))
        assert machine.checks > 500


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_many_random_lives_agree_with_the_oracle(kind: str, tmp_path: Path) -> None:
    with houses(kind, tmp_path) as machine:
        run_state_machine_as_test(machine, settings=lives(30, 30))
        assert machine.checks > 2_000


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_some_small_worlds_agree_with_the_oracle(kind: str, tmp_path: Path) -> None:
    assert checked(kind, tmp_path, every=3_000) > 3_000


@pytest.mark.slow
def test_a_tenth_of_all_small_worlds_agrees_with_the_oracle(tmp_path: Path) -> None:
    assert checked("sqlite", tmp_path, every=10) > 1_000_000


def checked(kind: str, folder: Path, *, every: int) -> int:
    """Compare each `every`th small world with the oracle, and count the checks."""
    with stores(kind, folder) as store:
        return compared(store, every=every)


@contextmanager
def stores(kind: str, folder: Path) -> Iterator[AccessStore]:
    if kind == "memory":
        yield InMemoryAccessStore(MemoryDatabase())
        return
    database = open_database(fresh_sqlite(folder))
    yield SqlAccessStore(database)
    database.engine.dispose()
