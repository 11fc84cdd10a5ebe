"""Trades of before that somebody asked for: holes that lie outside of what is held."""

from collections.abc import Iterator, Sequence

from application.service import service
from application.ticks.feed import TradeHistory
from application.ticks.ports import Absent, AskedTrades, Backfills
from domain.ticks.absence import Absence
from domain.ticks.backfill import Backfill
from domain.ticks.market import Market
from domain.ticks.spans import Hole


@service
class WantedTrades:
    backfills: Backfills
    history: TradeHistory
    asked: AskedTrades
    absent: Absent

    def holes(self, market: Market) -> Iterator[Hole]:
        """Give what is wanted and not held; what is all held is settled.

        What lies beyond the newest trade that is held may not have happened yet, and waits.

        Raises Unavailable, and TooMany where the exchange asks to be left alone.
        """
        for backfill in self.backfills.of(market.id):
            known = backfill if backfill.first is not None else self._resolved(market, backfill)
            spans = self.asked.spans(market.id)
            left = list(known.left(spans, self.absent.all(market.id)))
            if not left:
                self.backfills.save(known, settled=True)
            newest = spans[-1].last if spans else -1
            for first, last in left:
                if first <= newest:
                    yield Hole(first, min(last, newest), 0, 0)

    def ids(self, market: Market) -> Sequence[Absence]:
        """Return which ids are wanted, as far as that is known; raises Unavailable."""
        return [
            Absence(one.first, one.last)
            for one in self.backfills.of(market.id)
            if one.first is not None and one.last is not None
        ]

    def _resolved(self, market: Market, wanted: Backfill) -> Backfill:
        """Find out which trades those times have, and those up to what is held.

        They end with the newest that is held.
        """
        name, spans = (market.symbol, market.feed), self.asked.spans(market.id)
        first = self.history.first_at(name, wanted.since or 0)
        after = self.history.first_at(name, wanted.until or 0)
        newest = spans[-1].last if spans else -1
        last = newest if after is None else min(after - 1, newest)
        if spans and first is not None and first <= last:
            last = max(last, spans[0].first - 1)
        known = wanted.resolved(0, -1) if first is None else wanted.resolved(first, last)
        self.backfills.save(known)
        return known
