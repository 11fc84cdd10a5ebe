"""Follow one market live: what each trade is to those before it."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from application.ticks.doubting import Doubted
from application.ticks.feed import Name
from application.ticks.reports import Report, What
from domain.ticks.columns import ColumnTrades
from domain.ticks.continuity import Continuity, Verdict
from domain.ticks.plausibility import is_near
from domain.ticks.trade import Trade

RECENT: Final = 4_096
"""So many trades are remembered, to know a duplicate without asking the database."""
ROW: Final = 64
"""Fewer trades that come together are remembered one by one: each row is looked into."""
MOST_TOLD: Final = 20
"""Of ids at once that nothing confirmed; all are counted."""
TOLD: Final = {
    Verdict.LOST: What.LOST,
    Verdict.UNEVEN: What.UNEVEN,
    Verdict.EXCHANGE_DOWN: What.EXCHANGE_DOWN,
}


@dataclass(slots=True)
class Judged:
    """`fresh` are to be kept: newer ones, and `past` that are not known to be duplicates.

    `refused` had ids that nothing confirmed; `is_in_doubt` says that one waits for that.
    Where there is nothing to tell of a batch it is to be kept as it came, `in_a_row`.
    """

    fresh: list[Trade] = field(default_factory=list)
    past: int = 0
    duplicates: int = 0
    missed: int = 0
    refused: int = 0
    is_in_doubt: bool = False
    reports: list[Report] = field(default_factory=list)
    in_a_row: ColumnTrades | None = None

    @property
    def to_keep(self) -> Sequence[Trade]:
        return self.fresh if self.in_a_row is None else self.in_a_row


class Following:
    def __init__(self, name: Name, newest: Trade | None) -> None:
        self._name = name
        self._continuity = Continuity(newest)
        self._recent: dict[int, Trade] = {}
        self._order: deque[int] = deque()
        self._doubted = Doubted()
        self._before_reset: Trade | None = None
        self._rows: deque[ColumnTrades] = deque()
        self._in_rows = 0

    @property
    def newest(self) -> Trade | None:
        return self._continuity.newest

    @property
    def is_in_doubt(self) -> bool:
        """Whether a trade waits to be confirmed, and is kept nowhere."""
        return self._doubted.held is not None

    @property
    def is_reset(self) -> bool:
        """Whether ids began anew, far below those that are held."""
        return self._before_reset is not None

    def judge(self, trades: Sequence[Trade]) -> Judged:
        certain = not self.is_in_doubt
        if certain and isinstance(trades, ColumnTrades) and self._continuity.goes_on(trades):
            self._remember_row(trades)
            return Judged(in_a_row=trades)
        judged = Judged()
        if self._doubted.are_near(self.newest, trades):
            for trade in trades:
                self._judge(trade, judged)
        else:
            self._sift(trades, judged)
        return judged

    def _sift(self, trades: Sequence[Trade], judged: Judged) -> None:
        for trade in trades:
            for one in self._doubted.sift(self.newest, trade):
                judged.reports.extend(self._moved(one))
                self._judge(one, judged)
        self._refuse(judged)

    def ended(self) -> Judged:
        """Refuse the trade that waits to be confirmed: nothing comes after it."""
        judged = Judged()
        self._doubted.give_up()
        self._refuse(judged)
        return judged

    def _refuse(self, judged: Judged) -> None:
        judged.is_in_doubt = self.is_in_doubt
        judged.refused, refused = len(self._doubted.refused), self._doubted.refused[:MOST_TOLD]
        self._doubted.refused.clear()
        for one in refused:
            told = f"{one.told_price} {one.told_quantity} at {one.time}"
            judged.reports.append(Report(What.IMPLAUSIBLE, self._name, told, one.id, one.id))

    def _moved(self, trade: Trade) -> Iterator[Report]:
        """Begin anew where ids did; go on where they were once they are back there."""
        newest = self._continuity.newest
        if newest is None or is_near(newest, trade):
            return
        if trade.id < newest.id:
            yield Report(What.RESET, self._name, first=trade.id, last=newest.id)
            self._before_reset = self._before_reset or newest
            self._continuity.newest = None
        elif self._before_reset is not None and trade.id > self._before_reset.id:
            self._continuity.newest, self._before_reset = self._before_reset, None

    def _judge(self, trade: Trade, judged: Judged) -> None:
        before = self._continuity.newest
        verdict = self._continuity.judge(trade)
        if verdict is Verdict.PAST and self._is_known(trade):
            judged.duplicates += 1
            return
        judged.past += verdict is Verdict.PAST
        judged.fresh.append(trade)
        self._remember(trade)
        judged.reports.extend(self._told(verdict, before, trade))
        if verdict is Verdict.LOST and before is not None:
            judged.missed += trade.id - before.id - 1

    def _told(self, verdict: Verdict, before: Trade | None, trade: Trade) -> Iterator[Report]:
        if before is None or verdict not in TOLD:
            return
        first, last = before.id + 1, trade.id - 1
        if verdict is not Verdict.LOST:
            first, last = before.id, trade.id
        yield Report(TOLD[verdict], self._name, first=first, last=last)

    def _is_known(self, trade: Trade) -> bool:
        known = self._recent.get(trade.id)
        for row in self._rows:
            if (place := trade.id - row.told.ids[0]) in range(len(row)):
                known = row[place]  # that was the first one
        return known is not None and known.same_as(trade)

    def _remember_row(self, trades: ColumnTrades) -> None:
        if len(trades) < ROW:
            for trade in trades:
                self._remember(trade)
            return
        self._rows.append(trades)
        self._in_rows += len(trades)
        while self._in_rows - len(self._rows[0]) >= RECENT:
            self._in_rows -= len(self._rows.popleft())

    def _remember(self, trade: Trade) -> None:
        if trade.id not in self._recent:
            self._order.append(trade.id)
            self._recent[trade.id] = trade
        if len(self._order) > RECENT:
            del self._recent[self._order.popleft()]
