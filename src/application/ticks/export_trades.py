"""Hand out a market's trades, all of them, without holding them."""

from collections.abc import Iterator, Sequence

from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades
from application.ticks.verify_market import pages
from domain.principal import Principal
from domain.ticks.market import Feed
from domain.ticks.spans import Hole, gaps
from domain.ticks.trade import Trade


@service
class ExportTrades:
    look_for: LookFor
    trades: AskedTrades
    absent: Absent

    def __call__(
        self,
        by: Principal,
        symbol: str,
        first: int = 0,
        last: int | None = None,
        feed: Feed | None = None,
    ) -> Iterator[Sequence[Trade]]:
        """Yield trades with ids `first` to `last`, some thousands at a time; as LookFor.market."""
        market = self.look_for.market(by, symbol, feed)
        return pages(self.trades, market.id, first, last)

    def missing(
        self,
        by: Principal,
        symbol: str,
        first: int = 0,
        last: int | None = None,
        feed: Feed | None = None,
    ) -> Sequence[Hole]:
        """Return holes among those trades, whole; as LookFor.market."""
        market = self.look_for.market(by, symbol, feed)
        found = gaps(self.trades.spans(market.id), self.absent.all(market.id))
        return [one for one in found if one.last >= first and (last is None or one.first <= last)]
