"""Whoever keeps trades and is killed at any write has kept all of them or none."""

import subprocess

import pytest

from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from application.ticks.ports import Fence
from domain.ticks.market import Feed, MarketId
from support.kept_batches import BATCH, KEPT
from support.started import started
from support.tick_tables import sql_tables

FORKS = ("-m", "support.keeping_forks")
COMMITTED = "killed after the commit"
STEPS = {
    "killed before insert_trades", "killed amid rows", "killed after insert_trades",
    "killed before insert_closes", "killed after insert_closes", "killed before statement",
    "killed after statement", "killed before the commit", COMMITTED,
}  # fmt: skip
MOST = 99


def led(database: SqlDatabase, symbol: str) -> tuple[MarketId, Fence]:
    market = SqlMarkets(database).opened(symbol, Feed.TRADES).id
    fence = SqlLeadership(database).lead(market, "one", 600)
    assert fence is not None
    return market, fence


@pytest.mark.slow
def test_killed_at_any_write_all_is_kept_or_nothing(database: SqlDatabase) -> None:
    store, whole, torn = SqlKeptTrades(database), led(database, "WHOLE"), led(database, "TORN")
    for market, fence in (whole, torn):
        store.keep(market, KEPT, fence)
    store.keep(whole[0], BATCH, whole[1])
    before, after = sql_tables(database, torn[0]), sql_tables(database, whole[0])
    url = database.engine.url.render_as_string(hide_password=False)

    said = list[str]()
    arguments = (*FORKS, url, *map(str, torn))
    with started(*arguments, settings={}, stdin=subprocess.PIPE) as forks:
        assert forks.stdin is not None
        assert forks.stdout is not None
        while COMMITTED not in said:
            assert len(said) < MOST
            forks.stdin.write(f"{len(said)}\n")
            forks.stdin.flush()
            said.append(forks.stdout.readline().strip())
            now = sql_tables(database, torn[0])
            assert now == (after if said[-1] == COMMITTED else before), said[-1]

    assert set(said) == STEPS
    assert said.count("killed before statement") >= 9
