"""Ask the exchange for trades by number; what it says that is no trade is told of once."""

from dataclasses import dataclass, field
from typing import Final

from application.ticks.feed import Name, Refused, TradeHistory
from application.ticks.reports import Report, Reporter, What
from domain.ticks.trade import Trade

MOST_REMEMBERED: Final = 10_000
NAMING: Final = 200
"""So many bytes of a row tell it from others: its id comes first."""


@dataclass(slots=True)
class Questions:
    history: TradeHistory
    reporter: Reporter
    _told: set[tuple[Name, str, bytes]] = field(default_factory=set, init=False)

    def since(self, name: Name, first: int, limit: int) -> tuple[list[Trade], bool]:
        """Return trades from there on, and whether each row of the answer was one.

        Raises Unavailable and TooMany.
        """
        heard = self.history.since(name, first, limit)
        for refused in heard.refused:
            self._tell(name, refused)
        return [one for one in heard.trades.get(name, ()) if one.id >= first], not heard.refused

    def _tell(self, name: Name, refused: Refused) -> None:
        row = (name, refused.reason, refused.raw[:NAMING])
        if row in self._told:
            return
        if len(self._told) >= MOST_REMEMBERED:
            self._told.clear()
        self._told.add(row)
        self.reporter.tell(Report(What.REFUSED, name, refused.reason, raw=refused.raw))
