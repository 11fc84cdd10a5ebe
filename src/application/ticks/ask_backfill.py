"""Ask for trades that were never received, and see how far that went."""

from dataclasses import dataclass

from application.access.require import Operators
from application.clock import Clock
from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades, Backfills, OldTrades
from domain.principal import Principal
from domain.ticks.backfill import Backfill, BackfillId, BackfillState
from domain.ticks.backfill_errors import BackfillNotFound
from domain.ticks.market import Feed, Market


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids, both included, or times in microseconds since 1970, `until` not included."""

    first: int | None = None
    last: int | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """`missing` trades of it are not here yet; None until it is known which they are."""

    market: Market
    backfill: Backfill
    state: BackfillState
    missing: int | None


@service
class AskBackfill:
    """It costs the exchange's weight and room for all: only operators may. A collector does it."""

    look_for: LookFor
    operators: Operators
    backfills: Backfills
    trades: AskedTrades
    absent: Absent
    old: OldTrades
    clock: Clock

    def __call__(
        self,
        by: Principal,
        id: BackfillId,
        symbol: str,
        wanted: Wanted,
        feed: Feed | None = None,
    ) -> Progress:
        """Keep what is wanted; raises BackfillMalformed, BackfillForgotten, BackfillApart.

        And OperatorsOnly, and as LookFor.market.
        """
        market = self.look_for.market(by, symbol, feed)
        self.operators.require(by)
        asked = Backfill(
            id=id,
            market=market.id,
            asked_at=self.clock.now(),
            asked_by=by.user_id,
            first=wanted.first,
            last=wanted.last,
            since=wanted.since,
            until=wanted.until,
        ).checked()
        forgotten = self.old.forgotten(market.id)
        oldest = [one.time for one in self.trades.trades(market.id, forgotten + 1, 1)]
        asked.remembered(forgotten, min(oldest, default=None))
        asked.reaching(self.trades.spans(market.id))
        self.backfills.add(asked)
        return self._progress(market, asked)

    def find(
        self, by: Principal, id: BackfillId, symbol: str, feed: Feed | None = None
    ) -> Progress:
        """Raises BackfillNotFound, and as LookFor.market."""
        market = self.look_for.market(by, symbol, feed)
        found = self.backfills.find(market.id, id)
        if found is None:
            raise BackfillNotFound
        return self._progress(market, found)

    def _progress(self, market: Market, backfill: Backfill) -> Progress:
        spans, absent = self.trades.spans(market.id), self.absent.all(market.id)
        state = backfill.state(spans, absent)
        if state is BackfillState.WAITING:
            return Progress(market, backfill, state, None)
        missing = sum(last - first + 1 for first, last in backfill.left(spans, absent))
        return Progress(market, backfill, state, missing)
