"""What went wrong with a market."""

from collections.abc import Sequence

from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Incidents
from domain.principal import Principal
from domain.ticks.incident import Incident, IncidentNumber
from domain.ticks.market import Feed

Numbered = tuple[IncidentNumber, Incident]


@service
class ReadIncidents:
    look_for: LookFor
    incidents: Incidents

    def __call__(
        self,
        by: Principal,
        symbol: str,
        limit: int,
        before: IncidentNumber | None = None,
        feed: Feed | None = None,
    ) -> tuple[Sequence[Numbered], IncidentNumber | None]:
        """Return a market's, the latest first, and the number that a further page goes before.

        Raises as LookFor.market.
        """
        market = self.look_for.market(by, symbol, feed)
        return self._page(self.incidents.newest(market.id, limit + 1, before), limit)

    def of_none(self, by: Principal, limit: int) -> Sequence[Numbered]:
        """Return those of no known market, the latest first: what came could not be read."""
        self.look_for.may_look(by)
        return self.incidents.newest(None, limit)

    def _page(
        self, found: Sequence[Numbered], limit: int
    ) -> tuple[Sequence[Numbered], IncidentNumber | None]:
        return found[:limit], found[limit - 1][0] if len(found) > limit else None
