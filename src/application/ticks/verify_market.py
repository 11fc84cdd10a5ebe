"""Hold ranges and spans of a market against its trades."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import AskedTrades
from domain.principal import Principal
from domain.ticks.market import Feed, MarketId
from domain.ticks.moments import MINUTE
from domain.ticks.ranges import Range
from domain.ticks.spans import Hole
from domain.ticks.trade import Trade
from domain.ticks.verification import Fault, Verification

PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Verified:
    """`holes` are no faults: trades that are missing, and known to be."""

    trades: int
    minutes: int
    holes: Sequence[Hole]
    faults: Sequence[Fault]


@service
class VerifyMarket:
    """A market that is being collected changes meanwhile: verify one that stands still."""

    look_for: LookFor
    trades: AskedTrades

    def __call__(self, by: Principal, symbol: str, feed: Feed | None = None) -> Verified:
        """Read every trade once; raises as LookFor.market."""
        market = self.look_for.market(by, symbol, feed).id
        found = Verification()
        for page in pages(self.trades, market):
            found.add(page)
        spans = self.trades.spans(market)
        faults = list(found.faults(self._ranges(market, found.begins(spans)), spans))
        return Verified(found.trades, len(found.minutes), found.holes, faults)

    def _ranges(self, market: MarketId, since: int) -> Iterator[Range]:
        end = 2**62
        while found := self.trades.ranges(market, since, end, PAGE):
            yield from found
            since = found[-1].start + MINUTE


def pages(
    trades: AskedTrades, market: MarketId, first: int = 0, last: int | None = None
) -> Iterator[Sequence[Trade]]:
    """Yield a market's trades `first` to `last` by id, a page at a time."""
    while found := trades.trades(market, first, PAGE):
        wanted = found if last is None else [one for one in found if one.id <= last]
        if wanted:
            yield wanted
        if len(wanted) < len(found):
            return
        first = found[-1].id + 1
