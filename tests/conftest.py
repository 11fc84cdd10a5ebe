"""What every test stands on."""

from __future__ import annotations

import gc
import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import structlog

from support import engines, examples, loopback
from support.kinds import DATABASES
from support.services import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from injector import Injector


def unheard(*_: object) -> dict[str, object]:
    """Drop a log line, unless a test captures it."""
    raise structlog.DropEvent


loopback.install()
engines.install()
for variable in [name for name in os.environ if name.startswith("PORTICO_")]:
    if not variable.startswith(("PORTICO_TEST_", "PORTICO_REQUIRE_", "PORTICO_DATA")):
        del os.environ[variable]  # the suite decides, not the shell that it was started from
structlog.configure(processors=[unheard])
examples.register()


@pytest.fixture(autouse=True)
def _unheard() -> Iterator[None]:
    """Undo what a test does to the log: structlog's own way takes minutes over a failure."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def pytest_collection() -> None:
    """Look for no garbage meanwhile: what is collected stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Never look through tests and modules again: there are a million objects that stay."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[str]:
    from support.databases import MIGRATED, keep, own_postgres

    with own_postgres(url_of("PORTICO_TEST_POSTGRES_URL", "PostgreSQL")) as url:
        keep(url, MIGRATED)
        yield url


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.service] if name == "postgres" else [])
        for name in DATABASES
    ]
)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database of each kind, empty but for those who are at home in a `world`."""
    from support.databases import emptied, fresh_sqlite
    from support.settled import settled_postgres, settled_sqlite

    is_settled = "world" in request.fixturenames
    if request.param == "memory":
        return "memory:"
    if request.param == "sqlite":
        return settled_sqlite(tmp_path) if is_settled else fresh_sqlite(tmp_path)
    url: str = request.getfixturevalue("postgres_database")
    return settled_postgres(url) if is_settled else emptied(url)


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[Injector]:
    """The application composed on each kind of database."""
    from support.worlds import world_on

    is_settled = database_url != "memory:"
    with world_on(database_url, tmp_path, is_settled=is_settled) as container:
        yield container


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once for each reason, and not once for each test, why tests were skipped."""
    reports = terminalreporter.stats.get("skipped", [])
    for reason, count in Counter(str(one.longrepr[2]) for one in reports).most_common():
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")
