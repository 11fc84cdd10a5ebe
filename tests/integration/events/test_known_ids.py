"""PostgreSQL's journal takes all for new until one was not, and is careful for some time then."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from injector import Injector

from adapters.events.journal import postgres
from adapters.events.journal.postgres import KEEP, KEEP_NEW
from application.events.accept_events import AcceptEvents
from application.events.ports import Journal
from domain.events.entry import Outcome
from support.databases import emptied
from support.people import ADA
from support.told import an_event
from support.worlds import world_on

ACCEPTED, DUPLICATE = Outcome.ACCEPTED, Outcome.DUPLICATE
pytestmark = pytest.mark.service


@pytest.fixture
def world(postgres_database: str, tmp_path: Path) -> Iterator[Injector]:
    with world_on(emptied(postgres_database), tmp_path) as made:
        yield made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that entries were kept with."""
    statements, told = list[str](), postgres._told

    def noted(connection: Any, statement: str, given: postgres.Given) -> Any:
        statements.append(statement)
        return told(connection, statement, given)

    monkeypatch.setattr(postgres, "_told", noted)
    return statements


def accepted(world: Injector, *ids: str) -> list[Outcome]:
    results = world.get(AcceptEvents)(ADA, [an_event(id=one) for one in ids])
    return [one.outcome for one in results]


def test_it_is_careful_for_some_time_after_one_was_known(
    world: Injector, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "CAREFUL_TIMES", 2)
    assert accepted(world, "a", "b") == [ACCEPTED] * 2
    assert accepted(world, "c", "b", "d") == [ACCEPTED, DUPLICATE, ACCEPTED]
    assert asked == [KEEP_NEW, KEEP_NEW, KEEP]

    del asked[:]
    for one in ("e", "f", "g"):
        assert accepted(world, one, one) == [ACCEPTED, DUPLICATE]
    assert asked == [KEEP, KEEP, KEEP_NEW, KEEP]


def test_what_was_refused_with_one_that_is_known_is_kept_once(world: Injector) -> None:
    accepted(world, "a")
    accepted(world, "b", "a", "c")

    kept = [one.entry.external_id for one in world.get(Journal).after(0, 10)]
    assert kept == ["a", "b", "c"]
