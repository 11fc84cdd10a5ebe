"""The continuity law: ids step by one, and a first trade follows the last of the one before.

It judges each message as it arrives. A hole in the ids is ours: the exchange had the trades and we
did not get them. A hole in time without one in the ids is the exchange's: it stood still.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.ticks.moments import MINUTE
from domain.ticks.trade import Trade

SILENCE: Final = 5 * MINUTE
"""So long without a trade in a market that is followed live is worth telling, in microseconds."""


class Verdict(StrEnum):
    FIRST = "first"
    NEXT = "next"
    LOST = "lost"
    SKIPPED = "skipped"
    EXCHANGE_DOWN = "exchange_down"
    UNEVEN = "uneven"
    PAST = "past"


@dataclass(slots=True)
class Continuity:
    """Where a market's stream stands: the newest trade that arrived in it."""

    newest: Trade | None = None
    silence: int = SILENCE

    def judge(self, trade: Trade) -> Verdict:
        """Say what the trade is to the newest before it, and move on to it if it is newer.

        LOST: trades between them exist and did not come. SKIPPED: only numbers are missing, for
        the exchange's own trades follow each other. UNEVEN: the ids follow each other, and the
        exchange's trades in them do not. PAST: it is not newer, so either a duplicate or late.
        """
        before = self.newest
        if before is not None and trade.id <= before.id:
            return Verdict.PAST
        self.newest = trade
        return Verdict.FIRST if before is None else self._between(before, trade)

    def _between(self, before: Trade, trade: Trade) -> Verdict:
        follows = trade.first_id == before.last_id + 1
        if trade.id != before.id + 1:
            return Verdict.SKIPPED if follows else Verdict.LOST
        if not follows:
            return Verdict.UNEVEN
        quiet = trade.time - before.time >= self.silence
        return Verdict.EXCHANGE_DOWN if quiet else Verdict.NEXT
