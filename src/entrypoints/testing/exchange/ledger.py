"""What has happened so far, as REST knows it: by market and number."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from threading import Lock
from typing import Any, Final, NamedTuple

from entrypoints.testing.exchange.recording import Happening, is_in_microseconds

NUMBERS: Final = {"aggTrade": "a", "trade": "t"}
Row = dict[str, Any]


def milliseconds(row: Row) -> int:
    """Return when it happened, in whichever unit that was recorded; -1 where it does not say."""
    time = row.get("T")
    if type(time) is not int:
        return -1
    return time // 1_000 if is_in_microseconds(time) else time


class Kept(NamedTuple):
    """A row that happened, read where it is asked for, and its time in milliseconds."""

    happening: Happening
    time: int


class Ledger:
    """Of two trades with one number the first is the one."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], dict[int, Kept]] = defaultdict(dict)
        self._numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._listed: dict[str, Row] = {}
        self._lock = Lock()

    def add(self, happening: Happening) -> None:
        data = happening.data
        kind = data.get("e")
        number = data.get(NUMBERS.get(str(kind), ""))
        if isinstance(number, int) and isinstance(data.get("s"), str):
            with self._lock:
                market = data["s"], str(kind)
                if number not in self._rows[market]:
                    self._rows[market][number] = Kept(happening, milliseconds(data))
                    insort(self._numbers[market], number)

    def enlist(self, symbol: str, status: str = "TRADING", tick_size: str = "0.01000000") -> None:
        """Say from now on of a symbol that it is listed so."""
        steps = [{"filterType": "PRICE_FILTER", "tickSize": tick_size}]
        with self._lock:
            self._listed[symbol] = {"symbol": symbol, "status": status, "filters": steps}

    def delist(self, symbol: str) -> None:
        """Know nothing of a symbol any more."""
        with self._lock:
            self._listed.pop(symbol, None)

    def listed(self) -> Sequence[Row]:
        with self._lock:
            return [self._listed[symbol] for symbol in sorted(self._listed)]

    def symbols(self) -> Sequence[str]:
        with self._lock:
            return sorted({symbol for symbol, _ in self._rows})

    def since(self, symbol: str, kind: str, first: int, limit: int) -> Sequence[Row]:
        """Return rows by their numbers, from that one on."""
        with self._lock:
            numbers = self._numbers[symbol, kind]
            begin = bisect_left(numbers, first)
            found = [self._rows[symbol, kind][one] for one in numbers[begin : begin + limit]]
        return [one.happening.data for one in found]

    def has(self, symbol: str, kind: str, first: int, last: int) -> bool:
        """Whether any of these numbers is a row's."""
        rows = self.since(symbol, kind, first, 1)
        return any(row[NUMBERS[kind]] <= last for row in rows)

    def between(self, symbol: str, kind: str, start: int, end: int) -> Sequence[Row]:
        """Return rows whose time lies in `start` .. `end`, both included, in milliseconds."""
        with self._lock:
            rows = [self._rows[symbol, kind][one] for one in self._numbers[symbol, kind]]
        return [one.happening.data for one in rows if start <= one.time <= end]
