"""What a whole file says about the order of day and month in its dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import exp, log

from domain.insights.cell import CellProblem
from domain.insights.dates import LAST_MONTH, Certain, Numeric, Order

SLIP = 0.01
"""How often one cell is thought to be written in another order than its file."""
PROOF = log((1 - SLIP) / SLIP)
WEEKEND = 2.0
"""A day at the weekend speaks against an order: log of (2/7)/0.05, and of 0.95/(5/7)."""
WEEKEND_MOST, SEQUENCE_MOST, MOST = 3.0, 4.0, 20.0
STEP = 0.7
SETTLED = PROOF
"""No kind of weak evidence settles it alone; one proof, or all the weak ones, do."""
CONTRADICTED = 0.02
SATURDAY = 5
SUREST = 0.9999


@dataclass(frozen=True, slots=True)
class Verdict:
    """`order` is None while the file does not say; `confidence` is of `likelier`, 0.5 for none."""

    order: Order | None
    likelier: Order
    confidence: float
    ambiguous: int
    proofs: Mapping[str, int]
    weekends: Mapping[str, int]
    steps_back: Mapping[str, int]


@dataclass(slots=True)
class DateEvidence:
    """Counted cell by cell, so that it changes; nothing of the cells is kept."""

    ambiguous: int = 0
    proofs: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    weekends: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    steps_back: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    certain_beyond: int = 0
    """Real dates of a day after the 12th: no program took their day for a month."""
    certain_within: int = 0
    _before: dict[Order, datetime] = field(default_factory=dict)

    def next_table(self) -> None:
        self._before.clear()

    def hear(self, said: Numeric | Certain) -> None:
        if isinstance(said, Numeric):
            self._count(said)
        elif said.is_cell:
            self.certain_beyond += said.at.day > LAST_MONTH
            self.certain_within += said.at.day <= LAST_MONTH
        for order in Order:
            self._in_sequence(said, order)

    def _count(self, said: Numeric) -> None:
        self.ambiguous += said.is_ambiguous
        if said.second <= LAST_MONTH < said.first:
            self.proofs[Order.DAY_FIRST] += 1
        elif said.first <= LAST_MONTH < said.second:
            self.proofs[Order.MONTH_FIRST] += 1

    def _in_sequence(self, said: Numeric | Certain, order: Order) -> None:
        if isinstance(said, Numeric):
            try:
                at = said.read(order)
            except CellProblem:
                return
            self.weekends[order] += said.is_ambiguous and at.weekday() >= SATURDAY
        else:
            at = said.at
        before = self._before.get(order)
        self.steps_back[order] += before is not None and at < before
        self._before[order] = at

    @property
    def is_mixed(self) -> bool:
        """Whether a program seems to have read what it could the wrong way round.

        It leaves real dates of days up to the 12th, and texts that could not be dates its way.
        """
        return bool(self.certain_within and not self.certain_beyond and any(self.proofs.values()))

    def verdict(self) -> Verdict:
        odds = self._odds()
        likelier = Order.DAY_FIRST if odds >= 0 else Order.MONTH_FIRST
        settled = abs(odds) >= SETTLED and not self._is_contradicted()
        return Verdict(
            order=likelier if settled else None,
            likelier=likelier,
            confidence=min(SUREST, round(1 / (1 + exp(-abs(odds))), 4)),
            ambiguous=self.ambiguous,
            proofs={one.value: number for one, number in self.proofs.items()},
            weekends={one.value: number for one, number in self.weekends.items()},
            steps_back={one.value: number for one, number in self.steps_back.items()},
        )

    def _odds(self) -> float:
        """Return the logarithm of the odds for the day first."""
        day, month = Order.DAY_FIRST, Order.MONTH_FIRST
        proof = PROOF * (self.proofs[day] - self.proofs[month])
        weekend = WEEKEND * (self.weekends[month] - self.weekends[day])
        back = STEP * (self.steps_back[month] - self.steps_back[day])
        odds = proof + _within(weekend, WEEKEND_MOST) + _within(back, SEQUENCE_MOST)
        return _within(odds, MOST)

    def _is_contradicted(self) -> bool:
        fewer, more = sorted(self.proofs.values())
        return fewer > CONTRADICTED * more


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))
