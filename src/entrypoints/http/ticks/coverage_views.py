"""What an answer about a market misses, on its way out."""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain.ticks.coverage import Coverage, Missing
from domain.ticks.moments import told


class MissingTrades(msgspec.Struct, rename={"since": "from", "until": "to"}):
    """`lost`, `absent`, `before_collection`, `not_received` or `forgotten`; ids where known."""

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
