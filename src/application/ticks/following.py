"""Follow one market live: what each trade is to those before it."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from application.ticks.feed import Name
from application.ticks.reports import Report, What
from domain.ticks.continuity import Continuity, Verdict
from domain.ticks.trade import Trade

RECENT: Final = 4_096
"""So many trades are remembered, to know a duplicate without asking the database."""
TOLD: Final = {
    Verdict.LOST: What.LOST,
    Verdict.UNEVEN: What.UNEVEN,
    Verdict.EXCHANGE_DOWN: What.EXCHANGE_DOWN,
}


@dataclass(slots=True)
class Judged:
    """`fresh` are to be kept: newer ones, and `past` that are not known to be duplicates."""

    fresh: list[Trade] = field(default_factory=list)
    past: int = 0
    duplicates: int = 0
    missed: int = 0
    reports: list[Report] = field(default_factory=list)


class Following:
    def __init__(self, name: Name, newest: Trade | None) -> None:
        self._name = name
        self._continuity = Continuity(newest)
        self._recent: dict[int, Trade] = {}
        self._order: deque[int] = deque()

    @property
    def newest(self) -> Trade | None:
        return self._continuity.newest

    def judge(self, trades: Sequence[Trade]) -> Judged:
        judged = Judged()
        for trade in trades:
            before = self._continuity.newest
            verdict = self._continuity.judge(trade)
            if verdict is Verdict.PAST and self._is_known(trade):
                judged.duplicates += 1
                continue
            judged.past += verdict is Verdict.PAST
            judged.fresh.append(trade)
            self._remember(trade)
            judged.reports.extend(self._told(verdict, before, trade))
            if verdict is Verdict.LOST and before is not None:
                judged.missed += trade.id - before.id - 1
        return judged

    def _told(self, verdict: Verdict, before: Trade | None, trade: Trade) -> Iterator[Report]:
        if before is None or verdict not in TOLD:
            return
        first, last = before.id + 1, trade.id - 1
        if verdict is not Verdict.LOST:
            first, last = before.id, trade.id
        yield Report(TOLD[verdict], self._name, first=first, last=last)

    def _is_known(self, trade: Trade) -> bool:
        known = self._recent.get(trade.id)
        return known is not None and known.same_as(trade)

    def _remember(self, trade: Trade) -> None:
        if trade.id not in self._recent:
            self._order.append(trade.id)
            self._recent[trade.id] = trade
        if len(self._order) > RECENT:
            del self._recent[self._order.popleft()]
