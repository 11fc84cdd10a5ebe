"""What the crash harness forks its parts off, and servers that a test may kill."""

from collections.abc import Iterator

import pytest

from support.crashing.zygote import Zygote, zygote
from support.kafka_broker import Broker, own_broker
from support.postgres_server import PostgresServer, own_postgres_server


@pytest.fixture(scope="session")
def forks() -> Iterator[Zygote]:
    with zygote() as started:
        yield started


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with own_postgres_server() as started:
        yield started


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    with own_broker() as started:
        yield started
