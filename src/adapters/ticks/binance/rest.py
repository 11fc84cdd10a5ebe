"""Trades by number over REST, within the weight that the exchange allows in a minute."""

import time
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import msgspec

from adapters.ticks.binance.ban import BANNING, wait_told
from adapters.ticks.binance.budget import Budget
from adapters.ticks.binance.messages import KEPT_RAW
from adapters.ticks.binance.minutes import has_trades, kline
from adapters.ticks.binance.standings import (
    NO_SUCH_SYMBOL,
    NoSuchMarket,
    code_of,
    standing_of,
)
from adapters.ticks.binance.trades import ANSWERED, Unreadable, aggregate
from application.errors import Unavailable
from application.ticks.feed import Banned, Heard, Name, Refused
from domain.errors import DomainError, Invalid
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit
from domain.ticks.ranges import Range
from domain.ticks.standing import NOT_LISTED, Standing
from domain.ticks.trade import Trade

AGGREGATES, FILLS, KLINES = "aggTrades", "historicalTrades", "klines"
MARKETS: Final = "exchangeInfo"
COSTS: Final = {AGGREGATES: 4, FILLS: 25, KLINES: 2, MARKETS: 20}
PATHS: Final = {Feed.AGGREGATES: AGGREGATES, Feed.TRADES: FILLS}
MOST_MINUTES: Final = 1_000
MILLISECOND: Final = 1_000
"""In microseconds. Questions say times in milliseconds, which the exchange takes in either unit."""
USED: Final = "x-mbx-used-weight-1m"
OK, WRONG = 200, 400
TIMEOUT: Final = 10.0


class RestMalformed(Invalid):
    code = "rest_malformed"

    def __init__(self) -> None:
        super().__init__("REST's address is like https://host")


class BinanceHistory:
    """`rest` is the exchange's address, such as https://data-api.binance.vision.

    Raises RestMalformed for what is none.
    """

    def __init__(
        self, rest: str, unit: TimeUnit, budget: Budget | None = None, timeout: float = TIMEOUT
    ) -> None:
        parts = urlsplit(rest)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise RestMalformed
        headers = {"X-MBX-TIME-UNIT": unit.name.removesuffix("S")}
        self._client = httpx.Client(
            base_url=rest, headers=headers, timeout=timeout, trust_env=False
        )
        self._unit, self._budget = unit, budget or Budget()

    def since(self, name: Name, first: int, limit: int) -> Heard:
        path = PATHS[name[1]]
        return self._read(name, self._rows(path, symbol=name[0], fromId=first, limit=limit))

    def first_at(self, name: Name, time: int) -> int | None:
        """Single trades are not found by time; an aggregate says which one was its first."""
        start = -(-time // MILLISECOND)
        rows = self._rows(AGGREGATES, symbol=name[0], startTime=start, limit=1)
        if not rows:
            return None
        try:
            trade = aggregate(rows[0], 0, self._unit)
        except DomainError as error:
            raise Unavailable("the exchange", "its answer is no aggregate") from error
        return trade.id if name[1] is Feed.AGGREGATES else trade.first_id

    def minutes(self, name: Name, since: int, until: int) -> Sequence[Range]:
        rows = self._rows(
            KLINES,
            list[list[Any]],
            symbol=name[0],
            interval="1m",
            startTime=since // MILLISECOND,
            endTime=until // MILLISECOND - 1,
            limit=MOST_MINUTES,
        )
        try:
            return [kline(row, self._unit) for row in rows if has_trades(row)]
        except (DomainError, IndexError) as error:
            raise Unavailable("the exchange", "its answer is no list of minutes") from error

    def standing(self, name: Name) -> Standing:
        try:
            told = self._rows(MARKETS, dict[str, Any], symbol=name[0])
        except NoSuchMarket:
            return Standing(NOT_LISTED)
        return standing_of(name[0], told)

    def _rows(self, path: str, kind: Any = list[dict[str, Any]], **asked: str | int) -> Any:
        """Return the rows of an answer; raises Unavailable, TooMany."""
        self._budget.take(COSTS[path])
        try:
            answer = self._client.get(f"/api/v3/{path}", params=asked)
        except httpx.HTTPError as error:
            raise Unavailable("the exchange", f"{type(error).__name__}: {error}") from error
        self._budget.told(answer.headers.get(USED))
        self._check(answer)
        try:
            return msgspec.json.decode(answer.content, type=kind)
        except (ValueError, RecursionError) as error:
            raise Unavailable("the exchange", "its answer is no list of rows") from error

    def close(self) -> None:
        self._client.close()

    def _check(self, answer: httpx.Response) -> None:
        if answer.status_code in BANNING:
            wait = wait_told(answer.headers.get("retry-after"))
            self._budget.leave(wait, answer.status_code)
            raise Banned(f"the exchange answers {answer.status_code}", wait)
        if answer.status_code == WRONG and code_of(answer.content) == NO_SUCH_SYMBOL:
            raise NoSuchMarket
        if answer.status_code != OK:
            told = answer.text[:200]
            raise Unavailable("the exchange", f"it answers {answer.status_code}: {told}")

    def _read(self, name: Name, rows: Sequence[dict[str, Any]]) -> Heard:
        received, trades = time.time_ns() // 1_000, list[Trade]()
        refused: list[Refused] = []
        for row in rows:
            try:
                trades.append(ANSWERED[name[1]](row, received, self._unit))
            except DomainError as error:
                reason = error.reason if isinstance(error, Unreadable) else error.code
                refused.append(Refused(reason, msgspec.json.encode(row)[:KEPT_RAW]))
        return Heard({name: sorted(trades)}, tuple(refused))
