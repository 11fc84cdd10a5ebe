"""What came of holding a day's minutes against the exchange's own."""

from dataclasses import dataclass

from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades, Audits
from domain.principal import Principal
from domain.ticks.audited import DAY, AuditedDay
from domain.ticks.coverage import Coverage, coverage
from domain.ticks.market import Feed, Market
from domain.ticks.moments import bounded, floor


@dataclass(frozen=True, slots=True)
class Audited:
    """`coverage` says why minutes may not have been audited: their trades are missing."""

    market: Market
    day: AuditedDay
    coverage: Coverage


@service
class ReadAudit:
    look_for: LookFor
    audits: Audits
    trades: AskedTrades
    absent: Absent

    def __call__(self, by: Principal, symbol: str, at: int, feed: Feed | None = None) -> Audited:
        """Return the UTC day in which `at` lies, microseconds since 1970; as LookFor.market."""
        market = self.look_for.market(by, symbol, feed)
        start = floor(at, DAY)
        spans, absent = self.trades.spans(market.id), self.absent.all(market.id)
        covered = coverage(spans, bounded(start), bounded(start + DAY), absent)
        return Audited(market, self.audits.of(market.id, start), covered)
