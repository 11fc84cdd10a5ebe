"""What every test stands on."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from injector import Injector

from support import engines, examples, loopback
from support.databases import MIGRATED, emptied, fresh_sqlite, keep, own_postgres
from support.services import url_of
from support.settled import settled_postgres, settled_sqlite
from support.worlds import DATABASES, world_on


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


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[str]:
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
    is_settled = database_url != "memory:"
    with world_on(database_url, tmp_path, is_settled=is_settled) as container:
        yield container


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once for each reason, and not once for each test, why tests were skipped."""
    reports = terminalreporter.stats.get("skipped", [])
    for reason, count in Counter(str(one.longrepr[2]) for one in reports).most_common():
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")
