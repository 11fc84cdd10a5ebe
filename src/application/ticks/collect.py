"""Collect: what a stream tells is judged, kept, and where something is missing, asked for."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from application.errors import Unavailable
from application.ticks.account import Account
from application.ticks.feed import Control, Heard, Name, TradeStream
from application.ticks.following import Following, Judged
from application.ticks.keeping import Batch, Keeper, SpillFull
from application.ticks.leading import Leading
from application.ticks.ports import AskedTrades, Fence
from application.ticks.presence import Presence
from application.ticks.reports import Report, Reporter, What
from application.ticks.troubles import Troubles
from domain.ticks.market import Market, MarketId

MOST_TOLD: Final = 20
"""Of messages that are refused at once so many are told of; all are counted."""
FULL_SECONDS: Final = 0.2
"""Between two tries where nothing can be kept or written."""


class Wake(Protocol):
    def __call__(self, *, beyond: bool) -> None:
        """Something may be missing; `beyond` says that it may come after the newest trade."""


@dataclass(slots=True)
class CollectTrades:
    """One step at a time, in one thread. `wake` is called when something may be missing.

    `pause` waits so many seconds, or less when it is to end.
    """

    stream: TradeStream
    asked: AskedTrades
    keeper: Keeper
    leading: Leading
    account: Account
    reporter: Reporter
    wake: Wake
    presence: Presence
    pause: Callable[[float], object] = time.sleep
    _followed: dict[Name, Following] = field(default_factory=dict, init=False)
    _fences: dict[MarketId, Fence] = field(default_factory=dict, init=False)
    _waiting: list[Batch] = field(default_factory=list, init=False)
    _troubles: Troubles = field(default_factory=Troubles, init=False)

    def step(self, seconds: float) -> bool:
        """Take what came, waiting at most so long; say whether there was anything to do.

        While neither the database nor the disk takes anything, nothing is taken from the stream:
        the exchange's own buffers fill, and what it then throws away is a hole that is filled.
        """
        self._begin()
        is_back = self.keeper.read_back()
        if not self._placed():
            self.pause(min(seconds, FULL_SECONDS))
            return True
        heard = self.stream.take(seconds if is_back else min(seconds, 0.05))
        self._waiting.extend(self._judged(heard))
        self._tell(heard)
        if self._placed():
            self._note_alive(heard)
        return heard.count > 0 or not is_back

    def end(self) -> None:
        """Tell of trades that wait to be confirmed: they are kept nowhere."""
        for following in self._followed.values():
            self._count(following.ended())

    def is_behind(self) -> bool:
        """Whether something that came waits to be kept."""
        return bool(self._waiting) or self.keeper.is_behind()

    def _begin(self) -> None:
        """Follow markets that are led since just now from the newest trade that is held."""
        self.leading.renew()
        led = [(market.symbol, market.feed) for market in self.leading.led()]
        self.stream.follow(led)
        for market in self.leading.led():
            fence = self.leading.fence(market)
            if fence is not None and self._fences.get(market.id) != fence:
                self._follow(market, fence)

    def _follow(self, market: Market, fence: Fence) -> None:
        name = (market.symbol, market.feed)
        try:
            newest = self.asked.newest(market.id)
        except Unavailable:
            return
        if name in self._followed:
            self._count(self._followed[name].ended())
        self._followed[name] = Following(name, newest)
        self._fences[market.id] = fence
        self.wake(beyond=True)

    def _placed(self) -> bool:
        """Keep what waits; False while there is no room for it anywhere."""
        while self._waiting:
            try:
                self.keeper.keep(self._waiting[0])
            except SpillFull:
                return False
            del self._waiting[0]
        return True

    def _judged(self, heard: Heard) -> Iterator[Batch]:
        for name, trades in heard.trades.items():
            self.account.received += len(trades)
            following = self._followed.get(name)
            market = self.keeper.markets.get(name)
            if following is None or market is None or self.leading.fence(market) is None:
                self.account.left += len(trades)
                continue
            before = following.newest
            judged = following.judge(trades)
            if following.newest is not before:
                self.presence.resuming.told(market)
            self._count(judged)
            if judged.is_in_doubt:
                self.presence.resuming.begin([market])
            if judged.missed or judged.is_in_doubt:
                self.wake(beyond=False)
            if judged.to_keep:
                yield Batch(name, judged.to_keep, judged.past)

    def _count(self, judged: Judged) -> None:
        self.account.duplicates += judged.duplicates
        self.account.missed += judged.missed
        self.account.implausible += judged.refused
        for report in judged.reports:
            self.reporter.tell(report)

    def _note_alive(self, heard: Heard) -> None:
        """Note markets that were heard without a trade, unless one of theirs waits to be kept."""
        for name, until in heard.alive.items():
            following, market = self._followed.get(name), self.keeper.markets.get(name)
            fence = None if market is None else self.leading.fence(market)
            if market is None or fence is None or following is None:
                continue
            if following.newest is None or following.is_reset or following.is_in_doubt:
                continue
            if self._fences.get(market.id) == fence and not self.keeper.waits(name):
                self.presence.heard(market, until, following.newest.time, fence)

    def _tell(self, heard: Heard) -> None:
        """Tell what was no trade; a message that was refused may have been one of any market."""
        if heard.trades:
            self._troubles.brought()
        self.account.refused += len(heard.refused)
        if heard.refused:
            self.wake(beyond=True)
        for refused in heard.refused[:MOST_TOLD]:
            self.reporter.tell(Report(What.REFUSED, detail=refused.reason, raw=refused.raw))
        for control in heard.controls:
            self._hear(control)

    def _hear(self, control: Control) -> None:
        self.account.cuts += control.kind in {"cut", "refused"}
        if self._troubles.is_news(control):
            self.reporter.tell(Report(What.CUT, detail=control.detail))
        if control.kind == "connected":
            self.wake(beyond=True)
