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
    """`feed` says what a trade is: `aggTrade`, one order's fills at one price, or `trade`.

    `status` is the exchange's word for the market as of `status_at`: `TRADING`, `BREAK`,
    `CANCEL_ONLY` and others; `NOT_LISTED` is ours for one that it does not know (any more).
    """

    symbol: str
    feed: str
    status: str | None
    tick_size: str | None
    status_at: datetime | None

    @classmethod
    def of(cls, one: Market) -> MarketView:
        said = one.standing
        if said is None:
            return cls(one.symbol, one.feed.value, None, None, None)
        step = None if said.tick_size is None else written(said.tick_size)
        return cls(one.symbol, one.feed.value, said.status, step, told(said.told_at))


class MarketsView(msgspec.Struct):
    items: list[MarketView]


class PriceView(msgspec.Struct):
    """The price of the trade `trade_id`, made at `event_time`; `lag_ms` later it was here.

    `status` is what the exchange said of the market last, `TRADING` mostly.
    """

    symbol: str
    feed: str
    price: str
    quantity: str
    trade_id: int
    event_time: datetime
    received_at: datetime
    lag_ms: int
    status: str | None
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
            status=None if market.standing is None else market.standing.status,
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
