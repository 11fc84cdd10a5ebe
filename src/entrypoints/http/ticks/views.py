"""How markets look on their way out: amounts are text, with the digits that they came with."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from application.ticks.read_prices import Priced
from application.ticks.read_ranges import Ranges
from domain.ticks.amounts import written
from domain.ticks.coverage import Coverage, Missing
from domain.ticks.market import Market
from domain.ticks.moments import told
from domain.ticks.ranges import Range
from domain.ticks.spans import Hole
from domain.ticks.trade import Trade


class MarketView(msgspec.Struct):
    """`feed` says what a trade is: `aggTrade`, one order's fills at one price, or `trade`."""

    symbol: str
    feed: str

    @classmethod
    def of(cls, one: Market) -> MarketView:
        return cls(one.symbol, one.feed.value)


class MarketsView(msgspec.Struct):
    items: list[MarketView]


class MissingTrades(msgspec.Struct, rename={"since": "from", "until": "to"}):
    """`reason` is `lost`, `before_collection` or `not_received`; ids where they are known."""

    reason: str
    since: datetime
    until: datetime
    first_id: int | None
    last_id: int | None

    @classmethod
    def of(cls, one: Missing) -> MissingTrades:
        return cls(one.why.value, told(one.since), told(one.until), one.first, one.last)


class TradesCoverage(msgspec.Struct):
    """`state` is `complete`, or `partial` with what is missing."""

    state: str
    missing: list[MissingTrades]

    @classmethod
    def of(cls, one: Coverage) -> TradesCoverage:
        state = "complete" if one.complete else "partial"
        return cls(state, [MissingTrades.of(each) for each in one.missing])


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


class TradeView(msgspec.Struct):
    """One trade, or an aggregate of the exchange's trades `first_trade_id` to `last_trade_id`."""

    id: int
    event_time: datetime
    price: str
    quantity: str
    first_trade_id: int
    last_trade_id: int
    buyer_is_maker: bool
    received_at: datetime

    @classmethod
    def of(cls, one: Trade) -> TradeView:
        return cls(
            id=one.id,
            event_time=told(one.time),
            price=one.told_price,
            quantity=one.told_quantity,
            first_trade_id=one.first_id,
            last_trade_id=one.last_id,
            buyer_is_maker=one.buyer_is_maker,
            received_at=told(one.received),
        )


class GapView(msgspec.Struct, rename={"since": "from", "until": "to"}):
    """Trades `first_id` to `last_id` are missing; they were made `from` .. `to`."""

    first_id: int
    last_id: int
    missing: int
    since: datetime
    until: datetime

    @classmethod
    def of(cls, one: Hole) -> GapView:
        many = one.last - one.first + 1
        return cls(one.first, one.last, many, told(one.since), told(one.until))


class TradesView(msgspec.Struct):
    """By id. `gaps` are holes in the ids of this page."""

    items: list[TradeView]
    gaps: list[GapView]
    next_cursor: str | None


class GapsView(msgspec.Struct):
    items: list[GapView]
    next_cursor: str | None


def place(number: int | None) -> str | None:
    return None if number is None else str(number)
