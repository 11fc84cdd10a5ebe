"""What a market's price is, and what it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from application.clock import Clock
from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades
from domain.principal import Principal
from domain.ticks.absence import Absence
from domain.ticks.coverage import Coverage, absent_at, coverage, covers_end, known_until
from domain.ticks.errors import NoTradeYet, OutsideCoverage, PriceTooOld
from domain.ticks.market import Feed, Market
from domain.ticks.moments import MINUTE, SECOND, bounded, floor, microseconds
from domain.ticks.spans import Span
from domain.ticks.trade import Trade

FRESH = MINUTE
"""A market that was heard within so long is up to date: the exchange pings three times in it."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A trade, whose price it is, and what is not known about it."""

    market: Market
    trade: Trade
    coverage: Coverage

    def no_older(self, seconds: int | None, than: int) -> Self:
        """Return it; raises PriceTooOld when its trade was made longer before that moment."""
        if seconds is not None and than - self.trade.time > seconds * SECOND:
            raise PriceTooOld(seconds)
        return self


@service
class ReadPrices:
    look_for: LookFor
    trades: AskedTrades
    absent: Absent
    clock: Clock

    def newest(self, by: Principal, symbol: str, feed: Feed | None = None) -> Priced:
        """Return the newest price; raises NoTradeYet, and as LookFor.market.

        Its coverage is partial once the exchange was not heard for a minute.
        """
        market = self.look_for.market(by, symbol, feed)
        heard = known_until(self.trades.spans(market.id))
        trade = self.trades.newest(market.id)
        if trade is None:
            raise NoTradeYet
        now = microseconds(self.clock.now())
        quiet = coverage([], heard, now) if now - heard > FRESH else Coverage()
        return Priced(market, trade, quiet)

    def at(self, by: Principal, symbol: str, at: int, feed: Feed | None = None) -> Priced:
        """Return the price at the second in which `at` lies, microseconds since 1970.

        That is the last trade's not after the end of the second; of several at one time the one
        with the greatest id. Raises NoTradeYet before the market's very first trade,
        OutsideCoverage where the end of the second was not received, and as LookFor.market.
        """
        market = self.look_for.market(by, symbol, feed)
        end = floor(bounded(at), SECOND) + SECOND
        spans, absent = self.trades.spans(market.id), self.absent.all(market.id)
        if not spans or (end <= spans[0].since and spans[0].first_trade == 0):
            raise NoTradeYet
        known = _known(spans, absent, end)
        trade = self.trades.last_before(market.id, end)
        if known is None or trade is None:
            raise OutsideCoverage
        return Priced(market, trade, known)


def _known(spans: Sequence[Span], absent: Sequence[Absence], end: int) -> Coverage | None:
    """Return what is known of the second that ends there; None when its end was not received.

    A trade that nobody can have any more may have been its last: that is told beside the answer.
    The newest second counts, as far as it was received.
    """
    if covers_end(spans, end, absent):
        return absent_at(spans, end, absent)
    received = known_until(spans)
    return coverage([], received, end) if end - SECOND <= received < end else None
