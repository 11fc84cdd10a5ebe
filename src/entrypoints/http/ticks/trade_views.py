"""Trades and gaps on their way out: amounts are text, with the digits that they came with."""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain.ticks.coverage import Why
from domain.ticks.moments import told
from domain.ticks.spans import Hole
from domain.ticks.trade import Trade
from entrypoints.http.ticks.coverage_views import TradesCoverage


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
    """Trades `first_id` to `last_id` are missing; they were made `from` .. `to`.

    `reason` is `lost` where they are still asked for, `absent` where the exchange has none of them.
    """

    first_id: int
    last_id: int
    missing: int
    reason: str
    since: datetime
    until: datetime

    @classmethod
    def of(cls, one: Hole) -> GapView:
        many, why = one.last - one.first + 1, Why.ABSENT if one.is_absent else Why.LOST
        return cls(one.first, one.last, many, why.value, told(one.since), told(one.until))


class TradesView(msgspec.Struct):
    """By id. `gaps` are holes in the ids of this page; `coverage` has `forgotten` ones, too."""

    items: list[TradeView]
    gaps: list[GapView]
    coverage: TradesCoverage
    next_cursor: str | None


class GapsView(msgspec.Struct):
    items: list[GapView]
    next_cursor: str | None
