"""Who loses the database while it commits does not know the outcome, and never says it does."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, create_engine, text

from entrypoints.http.app import create_app
from support.postgres_server import PostgresServer
from support.worlds import world_on

EVENTS = "/api/v1/events"
EVENT = {"id": "e-1", "source": "shop", "type": "order.paid", "data": {"total": "19.90"}}
PATIENCE = 60.0
WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = :event"


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    with postgres.database() as made:
        yield made


@pytest.fixture
def client(url: str, tmp_path: Path) -> Iterator[FlaskClient]:
    with world_on(url, tmp_path) as world:
        yield create_app(world).test_client()


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def wait_for(url: str, event: str) -> None:
    """Wait until a process of the server waits for this."""
    until = monotonic() + PATIENCE
    with looking(url) as connection:
        while not connection.scalar(text(WAITS), {"event": event}):
            assert monotonic() < until, f"nobody waits for {event}"
            sleep(0.02)
            connection.rollback()


def entries(url: str) -> int:
    with looking(url) as connection:
        return int(connection.scalar(text("SELECT count(*) FROM events")) or 0)


def told(client: FlaskClient, **changed: str) -> tuple[int, str]:
    answer = client.post(EVENTS, json=EVENT | changed)
    said: dict[str, Any] = answer.get_json()
    return answer.status_code, said["results"][0]["status"] if "results" in said else said["code"]


def while_told(client: FlaskClient, then: Callable[[], None]) -> tuple[int, str]:
    """Tell the event, do something before it is answered, and return the answer."""
    with ThreadPoolExecutor(1) as pool:
        answer: Future[tuple[int, str]] = pool.submit(told, client)
        then()
        return answer.result(PATIENCE)


@pytest.mark.slow
@pytest.mark.service
def test_a_commit_that_was_made_and_not_heard_of_is_a_duplicate_when_told_again(
    client: FlaskClient, postgres: PostgresServer, url: str
) -> None:
    """It is on the disk and waits for a second server that does not exist, when the power fails."""

    def fail() -> None:
        wait_for(url, "SyncRep")
        with postgres.dead():
            postgres.forget_settings()

    assert told(client, id="before") == (202, "accepted")  # keys and limits are committed with it
    postgres.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    postgres.execute("SELECT pg_reload_conf()")
    assert while_told(client, fail) == (503, "unavailable")
    assert entries(url) == 2
    assert told(client) == (202, "duplicate")
    assert entries(url) == 2


@pytest.mark.slow
@pytest.mark.service
def test_a_commit_that_was_never_made_is_accepted_when_told_again(
    client: FlaskClient, postgres: PostgresServer, url: str
) -> None:
    def fail() -> None:
        wait_for(url, "relation")
        with postgres.dead():
            pass

    with looking(url) as connection:
        connection.execute(text("LOCK TABLE events IN ACCESS EXCLUSIVE MODE"))
        assert while_told(client, fail) == (503, "unavailable")
        connection.invalidate()
    assert entries(url) == 0
    assert told(client) == (202, "accepted")
    assert entries(url) == 1
