"""Trades one by one, and where some are missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades, Markets, OldTrades
from domain.principal import Principal
from domain.ticks.coverage import Coverage, Missing, Why
from domain.ticks.market import Feed, Market
from domain.ticks.spans import Hole, Span, gaps
from domain.ticks.trade import Trade


@dataclass(frozen=True, slots=True)
class Page:
    """Trades by id, and the holes between them; `further` is the first id of the next page.

    `forgotten` were held, and are no more.
    """

    market: Market
    trades: Sequence[Trade]
    missing: Sequence[Hole]
    forgotten: Sequence[Missing]
    further: int | None

    @property
    def coverage(self) -> Coverage:
        return Coverage((*self.forgotten, *map(Missing.of, self.missing)))


@service
class ReadTrades:
    look_for: LookFor
    kept: AskedTrades
    absent: Absent
    old: OldTrades
    markets: Markets

    def all(self, by: Principal) -> Sequence[Market]:
        """Return every market that is collected; raises MarketNotFound, LevelNotHeld."""
        self.look_for.may_look(by)
        return self.markets.all()

    def page(
        self, by: Principal, symbol: str, first: int, limit: int, feed: Feed | None = None
    ) -> Page:
        """Return trades from that id on; raises as LookFor.market.

        Spans are read before trades: a hole that is filled meanwhile is still told, and trades
        beyond them, which may stand behind a hole that is not known here, are left out.
        """
        market = self.look_for.market(by, symbol, feed)
        spans, absent = self.kept.spans(market.id), self.absent.all(market.id)
        found = self._within(market, spans, first, limit + 1)
        further = found[limit].id if len(found) > limit else None
        end = further or (found[-1].id if found else first)
        missing = [hole for hole in gaps(spans, absent) if hole.first < end and hole.last >= first]
        forgotten = self._forgotten(market, spans, first, found)
        return Page(market, found[:limit], missing, forgotten, further)

    def gaps(
        self, by: Principal, symbol: str, first: int, limit: int, feed: Feed | None = None
    ) -> tuple[Sequence[Hole], int | None]:
        """Return what is missing from that id on, and the id that a further page begins with."""
        market = self.look_for.market(by, symbol, feed)
        found = [hole for hole in self._gaps(market) if hole.first >= first]
        return found[:limit], found[limit].first if len(found) > limit else None

    def standing(self, by: Principal, symbol: str, feed: Feed | None = None) -> tuple[Market, int]:
        """Return the market and its newest trade's id, -1 without one; raises as LookFor.market."""
        market = self.look_for.market(by, symbol, feed)
        newest = self.kept.newest(market.id)
        return market, -1 if newest is None else newest.id

    def after(self, by: Principal, market: Market, seen: int, limit: int) -> Sequence[Trade]:
        """Return trades after that id; raises MarketNotFound, LevelNotHeld."""
        self.look_for.may_look(by)
        return self.kept.trades(market.id, seen + 1, limit)

    def at(self, by: Principal, market: Market, id: int) -> Trade | None:
        """Return the trade with that id; raises as `after`."""
        return next((one for one in self.after(by, market, id - 1, 1) if one.id == id), None)

    def _within(
        self, market: Market, spans: Sequence[Span], first: int, limit: int
    ) -> Sequence[Trade]:
        if not spans:
            return []
        found = self.kept.trades(market.id, max(first, spans[0].first), limit)
        return [one for one in found if one.id <= spans[-1].last]

    def _forgotten(
        self, market: Market, spans: Sequence[Span], first: int, found: Sequence[Trade]
    ) -> Sequence[Missing]:
        """Return what is held no more of the ids from the first one up to what was found."""
        ends = [self.old.forgotten(market.id), *[one.id - 1 for one in found[:1]]]
        if not spans or min(ends) < max(first, spans[0].first):
            return []
        until = found[0].time if found else spans[-1].until
        since = min(spans[0].since, until)
        return [Missing(Why.FORGOTTEN, since, until, max(first, spans[0].first), min(ends))]

    def _gaps(self, market: Market) -> Sequence[Hole]:
        return list(gaps(self.kept.spans(market.id), self.absent.all(market.id)))
