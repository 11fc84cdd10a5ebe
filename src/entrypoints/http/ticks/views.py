"""How markets look on their way out: amounts are text, with the digits that they came with."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from application.ticks.read_prices import Priced
from application.ticks.read_ranges import Ranges
from domain.ticks.amounts import written
from domain.ticks.market import Market
from domain.ticks.moments import told
from domain.ticks.ranges import Range
from entrypoints.http.ticks.coverage_views import TradesCoverage
from entrypoints.http.ticks.queries import place


class MarketView(msgspec.Struct):
    """`feed` says what a trade is: `aggTrade`, one order's fills at one price, or `trade`."""

    symbol: str
    feed: str

    @classmethod
    def of(cls, one: Market) -> MarketView:
        return cls(one.symbol, one.feed.value)


class MarketsView(msgspec.Struct):
    items: list[MarketView]


class PriceView(msgspec.Struct):
    """The price of the trade `trade_id`, made at `event_time`; `lag_ms` later it was here."""

    symbol: str
    feed: str
    price: str
    quantity: str
    trade_id: int
    event_time: datetime
    received_at: datetime
    lag_ms: int
    coverage: TradesCoverage

    @classmethod
    def of(cls, priced: Priced) -> PriceView:
        market, trade = priced.market, priced.trade
        made, received = told(trade.time), told(trade.received)
        return cls(
            symbol=market.symbol,
            feed=market.feed.value,
            price=trade.told_price,
            quantity=trade.told_quantity,
            trade_id=trade.id,
            event_time=made,
            received_at=received,
            lag_ms=(received - made) // timedelta(milliseconds=1),
            coverage=TradesCoverage.of(priced.coverage),
        )


class RangeView(msgspec.Struct):
    """`count` trades are kept, for `trades` of the exchange: an aggregate stands for several."""

    start: datetime
    open: str
    high: str
    low: str
    close: str
    volume: str
    count: int
    trades: int

    @classmethod
    def of(cls, one: Range) -> RangeView:
        return cls(
            start=told(one.start),
            open=written(one.open),
            high=written(one.high),
            low=written(one.low),
            close=written(one.close),
            volume=written(one.volume),
            count=one.count,
            trades=one.trades,
        )


class RangesView(msgspec.Struct):
    """Intervals without a trade are left out; `coverage` says whether there was none."""

    symbol: str
    feed: str
    interval: str
    items: list[RangeView]
    coverage: TradesCoverage
    next_cursor: str | None

    @classmethod
    def of(cls, page: Ranges, interval: str) -> RangesView:
        return cls(
            symbol=page.market.symbol,
            feed=page.market.feed.value,
            interval=interval,
            items=[RangeView.of(one) for one in page.ranges],
            coverage=TradesCoverage.of(page.coverage),
            next_cursor=place(page.further),
        )
