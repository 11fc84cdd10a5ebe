"""The same when the servers die as well: a PostgreSQL of the test's own, and a broker."""

from pathlib import Path

import pytest

from support.crashing.run import crash
from support.crashing.zygote import Zygote
from support.event_logs import fresh_prefix
from support.kafka_broker import Broker
from support.postgres_server import PostgresServer

SEEDS, SEEDS_ON_KAFKA = 6, 2
DEATHS = 2


@pytest.mark.slow
@pytest.mark.service
@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_acknowledged_is_lost_with_its_database(
    forks: Zygote, tmp_path: Path, postgres: PostgresServer, seed: int
) -> None:
    with postgres.database() as url:
        found = crash(forks, url, "database:", tmp_path, seed, servers=[postgres], deaths=DEATHS)
    assert found.is_whole, found


@pytest.mark.slow
@pytest.mark.service
@pytest.mark.parametrize("seed", range(SEEDS_ON_KAFKA))
def test_nothing_acknowledged_is_lost_with_its_database_and_its_broker(
    forks: Zygote, tmp_path: Path, postgres: PostgresServer, broker: Broker, seed: int
) -> None:
    events_url = f"kafka://{broker.server}?topic_prefix={fresh_prefix()}&partitions=2"
    servers = [postgres, broker]
    with postgres.database() as url:
        found = crash(forks, url, events_url, tmp_path, seed, servers=servers, deaths=2 * DEATHS)
    assert found.is_whole, found
