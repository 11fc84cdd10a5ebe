"""The continuity law: ids step by one, and a first trade follows the last of the one before.

It judges each message as it arrives. A hole in the ids is ours: the exchange had the trades and we
did not get them. A hole in time without one in the ids is the exchange's: it stood still.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import count, islice, repeat
from operator import add, eq
from typing import Final

from domain.ticks.columns import Columns, ColumnTrades
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

    def goes_on(self, trades: ColumnTrades) -> bool:
        """Whether each would be NEXT to the one before it; then move on to the last of them.

        What is no more than possibly otherwise is not looked at here.
        """
        if self.newest is None or not trades or not _are_in_a_row(trades.told):
            return False
        if self._between(self.newest, trades[0]) is not Verdict.NEXT:
            return False
        if max(trades.told.times) - min(trades.told.times) >= self.silence:
            return False
        self.newest = trades[-1]
        return True

    def _between(self, before: Trade, trade: Trade) -> Verdict:
        follows = trade.first_id == before.last_id + 1
        if trade.id != before.id + 1:
            return Verdict.SKIPPED if follows else Verdict.LOST
        if not follows:
            return Verdict.UNEVEN
        quiet = trade.time - before.time >= self.silence
        return Verdict.EXCHANGE_DOWN if quiet else Verdict.NEXT


def _are_in_a_row(told: Columns) -> bool:
    """Whether ids step by one, and the exchange's own trades follow each other."""
    ids, firsts = told.ids, islice(told.firsts, 1, None)
    return all(map(eq, ids, count(ids[0]))) and all(
        map(eq, firsts, map(add, told.lasts, repeat(1)))
    )
