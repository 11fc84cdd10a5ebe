"""Single trades are asked for where they are served."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from adapters.ticks.binance.hosts import WITH_FILLS, rest_for
from domain.ticks.market import Feed
from entrypoints.composition.collecting import Collectors
from entrypoints.settings import Settings
from support.worlds import world_on

DEFAULT = Settings().ticks_rest_url
NOWHERE = "ws://127.0.0.1:9"


@pytest.mark.parametrize(
    ("feed", "named", "asked"),
    [
        (Feed.AGGREGATES, DEFAULT, DEFAULT),
        (Feed.TRADES, DEFAULT, WITH_FILLS),
        (Feed.TRADES, f"{DEFAULT}/", WITH_FILLS),
        (Feed.TRADES, "https://api1.binance.com", "https://api1.binance.com"),
        (Feed.TRADES, "http://127.0.0.1:9", "http://127.0.0.1:9"),
    ],
)
def test_the_host_that_is_asked_serves_the_feed(feed: Feed, named: str, asked: str) -> None:
    assert rest_for(feed, named) == asked


@pytest.mark.parametrize(("feed", "is_said"), [(Feed.AGGREGATES, False), (Feed.TRADES, True)])
def test_another_host_than_the_one_that_was_named_is_told_at_start(
    tmp_path: Path, feed: Feed, is_said: bool
) -> None:
    with world_on("memory:", tmp_path) as world, capture_logs() as logs:
        collector = world.get(Collectors).collector(["BTCUSDT"], feed, NOWHERE, DEFAULT)
        collector.stream.close()
        collector.fill.history.close()
    told = [one for one in logs if one["event"] == "ticks_rest_serves_no_single_trades"]
    assert [one["asked"] for one in told] == [WITH_FILLS] * is_said
