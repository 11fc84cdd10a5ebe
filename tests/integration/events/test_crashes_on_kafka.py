"""The same over Kafka, whose broker stands still now and then as well."""

from pathlib import Path

import pytest

from support.crashing.run import crash
from support.crashing.zygote import Zygote
from support.databases import fresh_sqlite
from support.event_logs import fresh_prefix
from support.kafka_broker import Broker

SEEDS = 20


@pytest.mark.slow
@pytest.mark.service
@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_acknowledged_is_lost_or_done_twice(
    forks: Zygote, tmp_path: Path, broker: Broker, seed: int
) -> None:
    events_url = f"kafka://{broker.server}?topic_prefix={fresh_prefix()}&partitions=2"
    found = crash(forks, fresh_sqlite(tmp_path), events_url, tmp_path, seed, servers=[broker])
    assert found.is_whole, found
