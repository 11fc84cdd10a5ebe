"""Fill holes: trades that did not come are asked for by number, while the stream flows."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from typing import Final

from application.ticks.account import Account
from application.ticks.doubts import Doubts
from application.ticks.feed import TradeHistory
from application.ticks.leading import Leading
from application.ticks.ports import Absent, AskedTrades, Fence, KeptTrades
from application.ticks.questions import Questions
from application.ticks.reports import Report, Reporter, What
from application.ticks.wanted import WantedTrades
from domain.ticks.absence import merged
from domain.ticks.market import Market, MarketId
from domain.ticks.plausibility import believed
from domain.ticks.spans import Hole, holes
from domain.ticks.trade import Trade

LIMIT: Final = 1_000


@dataclass(slots=True)
class FillHoles:
    """The holes are those between the spans that are held: none is forgotten in a crash.

    What an answer leaves out stays a hole, and is asked for by itself; where the exchange's own
    trades follow each other across it, the spans meet and there is none. Threads that ask at once
    take turns. Once `over` is set, it ends with the page that it is at.

    Raises Unavailable, TooMany and NotTheLeader; what was filled before is kept.
    """

    history: TradeHistory
    asked: AskedTrades
    kept: KeptTrades
    absent: Absent
    wanted: WantedTrades
    leading: Leading
    account: Account
    reporter: Reporter
    doubts: Doubts = field(default_factory=Doubts)
    over: Event = field(default_factory=Event, init=False)
    _questions: Questions = field(init=False)
    _unsettled: set[MarketId] = field(default_factory=set, init=False)
    _turn: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        self._questions = Questions(self.history, self.reporter)

    def __call__(self, market: Market, *, beyond: bool) -> bool:
        """Fill a market's holes; `beyond` also asks for what came after its newest trade.

        Says whether nothing is missing that the exchange may still have, apart from what somebody
        wants of before: that has its own time.
        """
        with self._turn:
            fence = self.leading.fence(market)
            if fence is None:
                return True
            for hole in self.live(market):
                self._fill(market, hole, fence)
            if beyond:
                self._unsettled.add(market.id)
                if self._catch_up(market, fence):
                    self._unsettled.discard(market.id)
            return not any(self.live(market))

    def is_settled(self, market: Market) -> bool:
        """Whether all was kept that was told when it was asked last what came beyond."""
        return market.id not in self._unsettled

    def fill_older(self, market: Market) -> bool:
        """Fill one page of what somebody wants of before; say whether there was one."""
        with self._turn:
            fence = self.leading.fence(market)
            if fence is None:
                return False
            wanted = self.wanted.holes(market)
            return any(self._page(market, hole, fence) is not None for hole in wanted)

    def newest(self, market: Market) -> int | None:
        """Return the number of the newest trade that is held."""
        newest = self.asked.newest(market.id)
        return None if newest is None else newest.id

    def missing(self, market: Market) -> Iterator[Hole]:
        """Give the holes that the exchange may still be asked about."""
        return holes(self.asked.spans(market.id), self.absent.all(market.id))

    def live(self, market: Market) -> Iterator[Hole]:
        """Give the holes that it fills, of those that the exchange may be asked about."""
        apart = merged([*self.absent.all(market.id), *self.wanted.ids(market)])
        return holes(self.asked.spans(market.id), apart)

    def _fill(self, market: Market, hole: Hole, fence: Fence) -> None:
        at: int | None = hole.first
        while at is not None and at <= hole.last and not self.over.is_set():
            at = self._page(market, replace(hole, first=at), fence)

    def _page(self, market: Market, hole: Hole, fence: Fence) -> int | None:
        """Ask for what a hole begins with; return where to go on, None where nothing was learnt."""
        name = (market.symbol, market.feed)
        if not self.doubts.is_due(name, hole):
            return None
        limit = min(LIMIT, hole.last - hole.first + 2)
        told, is_whole = self._questions.since(name, hole.first, limit)
        there = [trade for trade in told if trade.id <= hole.last]
        if there:
            self._keep(market, there, fence)
            return there[-1].id + 1 if len(there) == len(told) else hole.last + 1
        if not self.doubts.is_confirmed(name, hole, is_readable=is_whole):
            return None
        self._note_absent(market, hole, fence)
        return hole.last + 1

    def _catch_up(self, market: Market, fence: Fence) -> bool:
        """Ask for what came since the newest trade, up to where the stream is meanwhile.

        An id out of all reason that no other confirms is left: the stream will tell. Says whether
        nothing was left, and each row of the last answer could be read.
        """
        name, newest = (market.symbol, market.feed), self.asked.newest(market.id)
        while newest is not None and not self.over.is_set():
            answer, is_readable = self._questions.since(name, newest.id + 1, LIMIT)
            told = [*believed(newest, answer)]
            is_whole = is_readable and len(told) == len(answer)
            if not told:
                return is_whole
            now = self.asked.newest(market.id)
            self._keep(market, told, fence)
            if now is not None and now.id >= told[-1].id:
                return is_whole
            newest = told[-1]
        return newest is None

    def _note_absent(self, market: Market, hole: Hole, fence: Fence) -> None:
        self.absent.note(market.id, hole.first, hole.last, fence)
        self.account.absent += hole.last - hole.first + 1
        name = (market.symbol, market.feed)
        self.reporter.tell(Report(What.ABSENT, name, first=hole.first, last=hole.last))

    def _keep(self, market: Market, trades: list[Trade], fence: Fence) -> None:
        kept = self.kept.keep(market.id, trades, fence)
        self.account.filled += kept.new
        self.account.conflicts += len(kept.conflicts)
