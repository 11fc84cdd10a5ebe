"""Markets, and who leads them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from injector import Injector

from application.ticks.ports import Fence, KeptTrades, Leadership, Markets
from domain.ticks.errors import MarketNotFound, NotTheLeader
from domain.ticks.market import Feed, Market, MarketId
from support.trades import START, a_trade

AT_ONCE = 8
PATIENCE = 60.0
NOBODYS = MarketId(99)


def test_a_market_is_made_once(world: Injector) -> None:
    markets = world.get(Markets)
    made = markets.opened("BTCUSDT", Feed.AGGREGATES)
    assert markets.opened("BTCUSDT", Feed.AGGREGATES) == made
    assert markets.opened("BTCUSDT", Feed.TRADES).id != made.id
    assert made == Market(made.id, "BTCUSDT", Feed.AGGREGATES)


def test_two_who_open_a_market_at_once_open_one(world: Injector) -> None:
    barrier = Barrier(AT_ONCE)

    def opened(_: int) -> Market:
        barrier.wait(PATIENCE)
        return world.get(Markets).opened("BTCUSDT", Feed.AGGREGATES)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert len(set(pool.map(opened, range(AT_ONCE)))) == 1
    assert len(world.get(Markets).all()) == 1


def test_markets_are_listed_by_symbol_and_feed(world: Injector) -> None:
    markets = world.get(Markets)
    for symbol, feed in (("ETHUSDT", Feed.TRADES), ("ETHUSDT", Feed.AGGREGATES)):
        markets.opened(symbol, feed)
    markets.opened("BTCUSDT", Feed.TRADES)
    assert [(one.symbol, one.feed) for one in markets.all()] == [
        ("BTCUSDT", Feed.TRADES), ("ETHUSDT", Feed.AGGREGATES), ("ETHUSDT", Feed.TRADES),
    ]  # fmt: skip


def test_a_market_is_found_by_its_feed_or_with_its_aggregates_first(world: Injector) -> None:
    markets = world.get(Markets)
    assert markets.find("BTCUSDT") is None
    trades = markets.opened("BTCUSDT", Feed.TRADES)
    assert markets.find("BTCUSDT") == trades
    aggregates = markets.opened("BTCUSDT", Feed.AGGREGATES)
    assert markets.find("BTCUSDT") == aggregates
    assert markets.find("BTCUSDT", Feed.TRADES) == trades
    assert markets.find("ETHUSDT") is None


def opened(world: Injector) -> MarketId:
    return world.get(Markets).opened("BTCUSDT", Feed.AGGREGATES).id


def test_one_leads_and_the_others_do_not(world: Injector) -> None:
    leadership, market = world.get(Leadership), opened(world)
    fence = leadership.lead(market, "one", 60)
    assert fence is not None
    assert leadership.lead(market, "other", 60) is None
    assert leadership.lead(market, "one", 60) == fence


def test_another_leads_when_the_lease_is_over_or_given_up(world: Injector) -> None:
    leadership, market = world.get(Leadership), opened(world)
    first = leadership.lead(market, "one", -1)
    second = leadership.lead(market, "other", 60)
    leadership.resign(market, "one")
    assert leadership.lead(market, "third", 60) is None
    leadership.resign(market, "other")
    third = leadership.lead(market, "third", 60)
    assert first is not None
    assert second is not None
    assert third is not None
    assert first < second < third


def test_of_many_who_would_lead_at_once_one_does(world: Injector) -> None:
    market, barrier = opened(world), Barrier(AT_ONCE)

    def lead(number: int) -> Fence | None:
        barrier.wait(PATIENCE)
        return world.get(Leadership).lead(market, f"number {number}", 60)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert len([one for one in pool.map(lead, range(AT_ONCE)) if one is not None]) == 1


def test_what_comes_with_an_older_fence_is_refused(world: Injector) -> None:
    leadership, store, market = world.get(Leadership), world.get(KeptTrades), opened(world)
    old = leadership.lead(market, "one", -1)
    new = leadership.lead(market, "other", 60)
    assert old is not None
    assert new is not None
    for trades in ([a_trade(1)], []):
        with pytest.raises(NotTheLeader):
            store.keep(market, trades, old)
    with pytest.raises(NotTheLeader):
        store.heard(market, START, old)
    assert store.keep(market, [a_trade(1)], new).new == 1


def test_a_leader_who_was_put_off_while_keeping_keeps_all_or_nothing(world: Injector) -> None:
    leadership, store, market = world.get(Leadership), world.get(KeptTrades), opened(world)
    old, barrier = leadership.lead(market, "one", -1), Barrier(2)
    assert old is not None
    trades = [a_trade(number, number) for number in range(2_000)]

    def keep() -> int:
        barrier.wait(PATIENCE)
        try:
            return store.keep(market, trades, old).new
        except NotTheLeader:
            return 0

    def take_over() -> Fence | None:
        barrier.wait(PATIENCE)
        return leadership.lead(market, "other", 60)

    with ThreadPoolExecutor(2) as pool:
        kept, fence = pool.submit(keep), pool.submit(take_over)
        new = fence.result(PATIENCE)
    assert new is not None
    again = store.keep(market, trades, new)
    assert (again.held, again.new) == (kept.result(), len(trades) - kept.result())
    assert kept.result() in {0, len(trades)}


def test_a_market_that_is_not_there_has_no_leader_and_keeps_nothing(world: Injector) -> None:
    with pytest.raises(MarketNotFound):
        world.get(Leadership).lead(NOBODYS, "one", 60)
    with pytest.raises(MarketNotFound):
        world.get(Leadership).resign(NOBODYS, "one")
    with pytest.raises(MarketNotFound):
        world.get(KeptTrades).keep(NOBODYS, [a_trade(1)], Fence(1))
