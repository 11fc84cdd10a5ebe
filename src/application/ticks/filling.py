"""Fill holes: trades that did not come are asked for by number, while the stream flows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock
from typing import Final

from application.ticks.account import Account
from application.ticks.feed import Name, TradeHistory
from application.ticks.incidents import Incident, Incidents, What
from application.ticks.leading import Leading
from application.ticks.ports import Absent, AskedTrades, Fence, KeptTrades
from application.ticks.wanted import WantedTrades
from domain.ticks.market import Market
from domain.ticks.spans import Hole, holes
from domain.ticks.trade import Trade

LIMIT: Final = 1_000
EMPTY_TRIES: Final = 5
"""An exchange that says nothing so many times about trades that it had has them no longer."""


@dataclass(slots=True)
class FillHoles:
    """The holes are those between the spans that are held: none is forgotten in a crash.

    Threads that ask at once take turns.

    Raises Unavailable, TooMany and NotTheLeader; what was filled before is kept.
    """

    history: TradeHistory
    asked: AskedTrades
    kept: KeptTrades
    absent: Absent
    wanted: WantedTrades
    leading: Leading
    account: Account
    incidents: Incidents
    _empty: Counter[tuple[Name, int]] = field(default_factory=Counter, init=False)
    _turn: Lock = field(default_factory=Lock, init=False)

    def __call__(self, market: Market, *, beyond: bool) -> bool:
        """Fill a market's holes; `beyond` also asks for what came after its newest trade.

        Says whether nothing is missing that the exchange may still have.
        """
        with self._turn:
            return self._filled(market, beyond=beyond)

    def _filled(self, market: Market, *, beyond: bool) -> bool:
        fence = self.leading.fence(market)
        if fence is None:
            return True
        name = (market.symbol, market.feed)
        for hole in (*self.missing(market), *self.wanted.holes(market)):
            self._fill(market, name, hole, fence)
        if beyond:
            self._catch_up(market, name, fence)
        return not any(self.missing(market))

    def newest(self, market: Market) -> int | None:
        """Return the number of the newest trade that is held."""
        newest = self.asked.newest(market.id)
        return None if newest is None else newest.id

    def missing(self, market: Market) -> Iterator[Hole]:
        """Give the holes that the exchange may still be asked about."""
        return holes(self.asked.spans(market.id), self.absent.all(market.id))

    def _fill(self, market: Market, name: Name, hole: Hole, fence: Fence) -> None:
        first = hole.first
        while first <= hole.last:
            told, is_whole = self._told(name, first)
            there = [trade for trade in told if trade.id <= hole.last]
            if not told and not self._is_empty_for_good(name, first):
                return
            if is_whole:
                ends = there[-1].id if len(there) == len(told) and told else hole.last
                self._note_absent(market, fence, (first, ends), there)
            if not there:
                return
            self._keep(market, there, fence)
            first = there[-1].id + 1

    def _catch_up(self, market: Market, name: Name, fence: Fence) -> None:
        """Ask for what came since the newest trade, up to where the stream is meanwhile."""
        newest = self.asked.newest(market.id)
        while newest is not None:
            told, _ = self._told(name, newest.id + 1)
            if not told:
                return
            now = self.asked.newest(market.id)
            self._keep(market, told, fence)
            if now is not None and now.id >= told[-1].id:
                return
            newest = told[-1]

    def _told(self, name: Name, first: int) -> tuple[list[Trade], bool]:
        """Return trades from there on, and whether each row of the answer was one."""
        heard = self.history.since(name, first, LIMIT)
        for refused in heard.refused:
            self.incidents.tell(Incident(What.REFUSED, name, refused.reason, raw=refused.raw))
        told = [trade for trade in heard.trades.get(name, ()) if trade.id >= first]
        return told, not heard.refused

    def _is_empty_for_good(self, name: Name, first: int) -> bool:
        self._empty[name, first] += 1
        return self._empty[name, first] >= EMPTY_TRIES

    def _note_absent(
        self, market: Market, fence: Fence, asked: tuple[int, int], there: list[Trade]
    ) -> None:
        """Take note of the ids that were asked for and that the exchange has left out."""
        edges = [asked[0] - 1, *(trade.id for trade in there), asked[1] + 1]
        for before, after in pairwise(edges):
            if after > before + 1:
                first, last = before + 1, after - 1
                self.absent.note(market.id, first, last, fence)
                self.account.absent += last - first + 1
                name = (market.symbol, market.feed)
                self.incidents.tell(Incident(What.ABSENT, name, first=first, last=last))

    def _keep(self, market: Market, trades: list[Trade], fence: Fence) -> None:
        kept = self.kept.keep(market.id, trades, fence)
        self.account.filled += kept.new
        self.account.conflicts += len(kept.conflicts)
