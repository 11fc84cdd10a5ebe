"""REST's answers about a ledger, in the exchange's words."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from domain.errors import DomainError
from domain.ticks.amounts import DECIMALS, amount, written
from entrypoints.testing.exchange.ledger import Ledger, Row, milliseconds
from entrypoints.testing.exchange.recording import is_in_microseconds

Asked = Mapping[str, str]
MOST: Final = 1_000
USUAL: Final = 500
MINUTE: Final = 60_000
END: Final = 2**62
AGGREGATE: Final = ("a", "p", "q", "f", "l", "T", "m", "M")
WEIGHTS: Final = {"aggTrades": 4, "historicalTrades": 25, "klines": 2, "exchangeInfo": 20}


class Wrong(Exception):
    """The exchange's own refusal: a code and a sentence."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.told = {"code": code, "msg": message}


def answered(ledger: Ledger, path: str, asked: Asked) -> Any:
    """Return what is told at `/api/v3/…`; raises Wrong."""
    if path == "exchangeInfo":
        return {"timezone": "UTC", "symbols": _listed(ledger, asked.get("symbol"))}
    if asked.get("symbol") not in ledger.symbols():
        raise Wrong(-1121, "Invalid symbol.")
    if path == "aggTrades":
        return [
            {one: row.get(one) for one in AGGREGATE} for row in _rows(ledger, "aggTrade", asked)
        ]
    if path == "historicalTrades":
        return [_old(row) for row in _rows(ledger, "trade", asked)]
    return _klines(ledger, asked)


def _listed(ledger: Ledger, symbol: str | None) -> list[Row]:
    found = [one for one in ledger.listed() if symbol in {None, one["symbol"]}]
    if symbol is not None and not found:
        raise Wrong(-1121, "Invalid symbol.")
    return found


def _rows(ledger: Ledger, kind: str, asked: Asked) -> list[Row]:
    limit = min(_number(asked, "limit", USUAL), MOST)
    if "fromId" in asked:
        return [*ledger.since(asked["symbol"], kind, _number(asked, "fromId", 0), limit)]
    start, end = _number(asked, "startTime", 0), _number(asked, "endTime", END)
    rows = [*ledger.between(asked["symbol"], kind, start, end)]
    return rows[:limit] if "startTime" in asked else rows[-limit:]


def _number(asked: Asked, name: str, usual: int) -> int:
    told = asked.get(name, str(usual))
    if not (told.isascii() and told.isdigit()):
        raise Wrong(-1100, f"Illegal characters found in parameter '{name}'.")
    return int(told)


def _old(row: Row) -> Row:
    return {
        "id": row["t"], "price": row["p"], "qty": row["q"], "time": row["T"],
        "isBuyerMaker": row["m"], "isBestMatch": True,
    }  # fmt: skip


def _klines(ledger: Ledger, asked: Asked) -> list[list[Any]]:
    start, end = _number(asked, "startTime", 0), _number(asked, "endTime", END)
    minutes: dict[int, list[Row]] = defaultdict(list)
    kind = "aggTrade" if [*ledger.since(asked["symbol"], "aggTrade", 0, 1)] else "trade"
    for row in map(_as_aggregate, ledger.between(asked["symbol"], kind, start, end)):
        if _is_readable(row):
            minutes[milliseconds(row) // MINUTE * MINUTE].append(row)
    limit = min(_number(asked, "limit", USUAL), MOST)
    return [_kline(minute, rows) for minute, rows in sorted(minutes.items())][:limit]


def _as_aggregate(row: Row) -> Row:
    """Return a single trade as one that stands for itself: not every recording has aggregates."""
    return {**row, "a": row["t"], "f": row["t"], "l": row["t"]} if "t" in row else row


def _is_readable(row: Row) -> bool:
    try:
        amount(row["p"]), amount(row["q"])
        return bool(row["f"] <= row["l"])
    except (DomainError, KeyError, TypeError):
        return False


def _kline(minute: int, rows: list[Row]) -> list[Any]:
    rows = sorted(rows, key=lambda row: (row["T"], row["a"]))
    prices = [amount(row["p"])[0] for row in rows]
    volume = sum(amount(row["q"])[0] for row in rows)
    trades = sum(row["l"] - row["f"] + 1 for row in rows)
    told = [written(one, DECIMALS) for one in (prices[0], max(prices), min(prices), prices[-1])]
    unit = 1_000 if is_in_microseconds(rows[0]["T"]) else 1
    ends = (minute + MINUTE) * unit - 1
    return [minute * unit, *told, written(volume), ends, "0", trades, "0", "0", "0"]
