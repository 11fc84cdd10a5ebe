"""A server that a test may kill."""

from collections.abc import Iterator

import pytest

from support.postgres_server import PostgresServer, own_postgres_server


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with own_postgres_server() as started:
        yield started
