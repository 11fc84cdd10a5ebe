"""A market, and which of the exchange's streams its trades come from."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NewType

from domain.ticks.errors import SymbolMalformed
from domain.ticks.standing import Standing

MarketId = NewType("MarketId", int)
"""Small numbers, not UUIDs: one stands in every row of every trade."""

SYMBOL: Final = re.compile(r"[A-Z0-9]{2,20}")


class Feed(StrEnum):
    """What a trade is: one order's fills at one price (an aggregate), or each fill."""

    AGGREGATES = "aggTrade"
    TRADES = "trade"


@dataclass(frozen=True, slots=True)
class Market:
    id: MarketId
    symbol: str
    feed: Feed
    standing: Standing | None = field(default=None, compare=False)


def symbol(text: str) -> str:
    """Return the symbol as the exchange writes it: `BTCUSDT`; raises SymbolMalformed."""
    told = text.upper()
    if not text.isascii() or SYMBOL.fullmatch(told) is None:
        raise SymbolMalformed
    return told
