"""Trades that are kept in an application, as a collector would keep them."""

from collections.abc import Sequence

from application.ticks.ports import KeptTrades, Leadership, Markets
from domain.ticks.amounts import amount
from domain.ticks.market import Feed, Market
from domain.ticks.trade import Trade, form
from entrypoints.testing import Portico
from support.trades import START

HOLDER = "a collector of the tests"


def told(number: int, seconds: float, price: str, quantity: str = "0.50000000") -> Trade:
    """Return an aggregate of one trade, that long after START, with its text kept."""
    units, decimals = amount(price)
    parts, written = amount(quantity)
    time = START + round(seconds * 1_000_000)
    shape = form(buyer_is_maker=False, price_decimals=decimals, quantity_decimals=written)
    return Trade(number, time, units, parts, number + 100, number + 100, shape, time + 1_500)


def keep(portico: Portico, trades: Sequence[Trade], symbol: str = "BTCUSDT") -> Market:
    """Keep trades of the market's aggregates; the market is made."""
    market = portico.container.get(Markets).opened(symbol, Feed.AGGREGATES)
    fence = portico.container.get(Leadership).lead(market.id, HOLDER, 60)
    assert fence is not None
    portico.container.get(KeptTrades).keep(market.id, trades, fence)
    return market
