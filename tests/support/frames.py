"""Frames as an exchange sends them."""

import json
from typing import Any

from domain.ticks.amounts import DECIMALS, written
from domain.ticks.trade import Trade

TIME = 1_617_566_580_000
"""2021-04-04T20:03:00Z in milliseconds."""


def a_row(number: int = 1, **changed: Any) -> dict[str, Any]:
    """Return an aggregate as REST tells it, and as a stream does apart from `e`, `E` and `s`."""
    usual: dict[str, Any] = {
        "a": number, "p": "58001.03000000", "q": "0.08620500", "f": number, "l": number,
        "T": TIME + number, "m": True, "M": True,
    }  # fmt: skip
    return {**usual, **changed}


def an_aggregate(number: int = 1, **changed: Any) -> dict[str, Any]:
    return {"e": "aggTrade", "E": TIME + number, "s": "BTCUSDT", **a_row(number), **changed}


def a_fill(number: int = 1, **changed: Any) -> dict[str, Any]:
    usual = {
        "e": "trade", "E": TIME + number, "s": "BTCUSDT", "t": number, "p": "58001.03000000",
        "q": "0.08620500", "T": TIME + number, "m": False, "M": True,
    }  # fmt: skip
    return {**usual, **changed}


def combined(data: dict[str, Any], stream: str = "btcusdt@aggTrade") -> bytes:
    return raw({"stream": stream, "data": data})


def raw(told: object) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode()


def frame_of(trade: Trade, symbol: str = "BTCUSDT") -> bytes:
    """Return the combined frame of an aggregate with eight decimals."""
    data = an_aggregate(
        trade.id, s=symbol, E=trade.time // 1_000, p=written(trade.price, DECIMALS),
        q=written(trade.quantity, DECIMALS), f=trade.first_id, l=trade.last_id,
        T=trade.time // 1_000, m=trade.buyer_is_maker,
    )  # fmt: skip
    return combined(data, f"{symbol.lower()}@aggTrade")
