"""A process dies, or a statement fails, anywhere in an import: all of it is there, or nothing."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from adapters.database.sql import SqlDatabase, open_database
from application.errors import Unavailable
from application.insights.apply_import import ReverseImport
from application.insights.import_file import ImportFile, NewImport
from domain.insights.ids import ImportId
from domain.insights.imported import ImportState
from domain.principal import Principal
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing import Portico, SteppingClock
from support.databases import fresh_sqlite
from support.importing_forks import book, reverse, take
from support.insight_tables import Tables, tables
from support.stalling import environment
from support.started import started
from support.tables import CUSTOMERS, PRODUCTS

pytestmark = pytest.mark.slow
Forks = Callable[[dict[str, Any]], str]
BOOK = book()
PATIENCE = 60.0
LATER = timedelta(hours=1)
"""By then nobody holds a key or a lease any more who is dead."""
APPLYING = (
    "facts.save_customers", "facts.add_interactions", "ledger.refuse", "next_snapshot",
    "imports.save", "commit",
)  # fmt: skip
REVERSING = ("facts.take_back", "imports.save", "commit")
WORKING = ("facts.add_interactions", "jobs.finish", "commit")


@dataclass(frozen=True)
class Ground:
    """A database with two files in it, and the application over it, which a dead one leaves."""

    settings: Settings
    portico: Portico
    clock: SteppingClock
    database: SqlDatabase

    @classmethod
    def over(cls, settings: Settings) -> "Ground":
        clock = SteppingClock(datetime.now(UTC))
        portico = Portico.start(settings=settings, clock=clock)
        ground = cls(settings, portico, clock, open_database(settings.database_url))
        for name, content in (("people.csv", CUSTOMERS), ("months.csv", PRODUCTS)):
            ground.done(uuid4(), name, content.encode())
        return ground

    def done(self, new_id: Any, name: str, content: bytes, *, dry_run: bool = False) -> Any:
        new = NewImport(ImportId(new_id), name, content, dry_run=dry_run, at_once=True)
        return self.portico.container.get(ImportFile)(self.by, new)

    @property
    def by(self) -> Principal:
        return self.portico.container.get(Principal)

    def now(self) -> Tables:
        return tables(self.database)

    def worked(self) -> None:
        """Do what is left, also what the database holds until it notices that somebody died."""
        until = monotonic() + PATIENCE
        while self.now()["jobs"]:
            assert monotonic() < until, "the job never ended"
            self.portico.work()
            sleep(0.05)

    def close(self) -> None:
        self.database.engine.dispose()
        self.portico.container.get(Schema).let_go()

    def killed(self, by: Forks, step: str, what: str, of: str = "") -> None:
        """Have another process do it, which is killed there."""
        size = str(self.settings.import_at_once_bytes)
        own = {"PORTICO_IMPORT_AT_ONCE_BYTES": size, "PORTICO_SIGN_IN": "local"}
        given = {**environment(self.settings), **own}
        told = by({"settings": given, "step": step, "what": what, "id": of})
        assert told == "killed\n"
        self.clock.step(LATER)


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    """A process that has imported everything, and has others killed."""
    arguments = ("-m", "support.importing_forks")
    with started(*arguments, settings={}, stdin=subprocess.PIPE) as process:

        def asked(line: dict[str, Any]) -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(line) + "\n")
            process.stdin.flush()
            return process.stdout.readline()

        yield asked


@pytest.fixture
def ground(settings: Settings) -> Iterator[Ground]:
    made = Ground.over(settings)
    yield made
    made.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """What the tables hold when nobody dies."""
    folder: Path = tmp_path_factory.mktemp("whole")
    settings = Settings(
        home=folder, database_url=fresh_sqlite(folder), events_url="database:",
        search_url="memory:", embedder_url="memory:", model_url="extractive:", sign_in="local",
    )  # fmt: skip
    ground = Ground.over(settings)
    response = take(ground.portico.client, BOOK)
    assert response.status_code == 201, response.get_data(as_text=True)
    done = response.get_json()
    assert (done["state"], done["loaded"], done["refused"]) == ("applied", 6, 3)
    told = ground.now()
    ground.close()
    return told


def but_for(told: Tables, name: str) -> Tables:
    """Return them without what says how that import stands."""
    return {**told, "insight_imports": [one for one in told["insight_imports"] if name not in one]}


def state_of(told: Tables, name: str) -> str:
    [one] = [row for row in told["insight_imports"] if name in row]
    return next(state.value for state in ImportState if f"'{state.value}'" in one)


@pytest.mark.parametrize("step", APPLYING)
def test_a_request_that_dies_is_done_by_the_same_request(
    step: str, ground: Ground, whole: Tables, forks: Forks
) -> None:
    before = ground.now()
    ground.killed(forks, step, "take")
    found = ground.now()
    if step == "commit":
        assert found == whole
    else:
        assert but_for(found, "book") == before
        assert state_of(found, "book") == "planned"

    done = take(ground.portico.client, BOOK)
    assert (done.status_code, done.get_json()["state"]) == (201, "applied")
    assert ground.now() == whole
    again = take(ground.portico.client, BOOK)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert ground.now() == whole


@pytest.mark.parametrize("step", REVERSING)
def test_a_reversal_that_dies_is_done_by_another(
    step: str, ground: Ground, whole: Tables, forks: Forks
) -> None:
    before = ground.now()
    taken = take(ground.portico.client, BOOK).get_json()
    ground.killed(forks, step, "reverse", taken["id"])
    found = ground.now()
    assert state_of(found, "book") == ("reversed" if step == "commit" else "applied")
    if step != "commit":
        assert found == whole

    assert reverse(ground.portico.client, taken["id"]).status_code == 200
    back = ground.now()
    assert facts_of(back) == facts_of(before)
    assert reverse(ground.portico.client, taken["id"]).status_code == 200
    assert ground.now() == back


@pytest.mark.parametrize("step", WORKING)
def test_a_worker_that_dies_is_replaced(
    step: str, settings: Settings, whole: Tables, forks: Forks
) -> None:
    ground = Ground.over(replace(settings, import_at_once_bytes=1))
    before = ground.now()
    received = take(ground.portico.client, BOOK)
    assert (received.status_code, ground.now()["jobs"]) == (202, ["do_import"])
    ground.killed(forks, step, "work")
    found = ground.now()
    if step == "commit":
        assert found == whole
    else:
        assert but_for({**found, "jobs": []}, "book") == before
        assert (state_of(found, "book"), found["jobs"]) == ("applying", ["do_import"])

    ground.worked()
    assert ground.now() == whole
    ground.close()


def facts_of(told: Tables) -> Tables:
    """Return what is held of customers, interactions and products, and how to undo that."""
    apart = {"insight_imports", "insight_changes", "insight_refused_rows", "insight_import_bases"}
    return {name: rows for name, rows in told.items() if name not in {*apart, "snapshots"}}


class Failing:
    """Lets so many statements that change insights pass, and fails the next one."""

    def __init__(self, passing: int) -> None:
        self.left = passing

    def __call__(self, *given: Any) -> None:
        statement: str = given[2]
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and "insight_" in statement:
            self.left -= 1
            if self.left == -1:
                raise OperationalError(statement, None, Exception("the disk is full"))


def failed_at(ground: Ground, passing: int, act: Any) -> bool:
    """Do it with that statement failing; returns whether there was such a statement."""
    failing = Failing(passing)
    schema: Any = ground.portico.container.get(Schema)
    engine = schema.database.engine
    event.listen(engine, "before_cursor_execute", failing)
    try:
        act()
    except Unavailable:
        return True
    finally:
        event.remove(engine, "before_cursor_execute", failing)
    return False


def test_whichever_statement_fails_nothing_or_all_is_taken_in(
    ground: Ground, whole: Tables
) -> None:
    before, new_id, failures = ground.now(), uuid4(), 0
    while failed_at(ground, failures, lambda: ground.done(new_id, "book.xlsx", BOOK)):
        failures += 1
        assert but_for(ground.now(), "book") == before
        if failures == 1:
            assert ground.now() == before
        else:
            assert ground.now()["insight_imports"] != whole["insight_imports"]
    assert failures > len(APPLYING)
    assert ground.now() == whole


def test_whichever_statement_fails_nothing_or_all_is_taken_back(
    ground: Ground, whole: Tables
) -> None:
    before, failures = ground.now(), 0
    one = ground.done(uuid4(), "book.xlsx", BOOK)
    back = ground.portico.container.get(ReverseImport)
    while failed_at(ground, failures, lambda: back(ground.by, one.id)):
        failures += 1
        assert ground.now() == whole
    assert failures > len(REVERSING)
    assert facts_of(ground.now()) == facts_of(before)
