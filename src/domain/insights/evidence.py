"""What a whole file says about the order of day and month in its dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import exp, log

from domain.insights.cell import CellProblem
from domain.insights.dates import LAST_MONTH, Certain, Numeric, Order
from domain.insights.regularity import Steps, regularity

SLIP = 0.01
"""How often one cell is thought to be written in another order than its file."""
PROOF = log((1 - SLIP) / SLIP)
WEEKEND, EITHER_WAY = 2 / 7, 1 / 2
"""How many days lie at a weekend, and how many rows go back in time, where nobody sees to it."""
WEEKEND_MOST, SEQUENCE_MOST, MOST = 3.0, 4.0, 20.0
SETTLED = PROOF
"""No kind of weak evidence settles it alone; one proof, or all the weak ones, do."""
CONTRADICTED = 0.02
SATURDAY = 5
SUREST = 0.9999


@dataclass(frozen=True, slots=True)
class Verdict:
    """`order` is None while the file does not say; `confidence` is of `likelier`, 0.5 for none.

    `out_of_sequence` counts rows that go back, or forth in a table whose newest row comes first.
    """

    order: Order | None
    likelier: Order
    confidence: float
    ambiguous: int
    proofs: Mapping[str, int]
    weekends: Mapping[str, int]
    out_of_sequence: Mapping[str, int]


@dataclass(slots=True)
class DateEvidence:
    """Counted cell by cell, so that it changes; nothing of the cells is kept."""

    ambiguous: int = 0
    proofs: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    weekends: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    steps: dict[Order, list[Steps]] = field(default_factory=lambda: {one: [] for one in Order})
    """Of each table."""
    certain_beyond: int = 0
    """Real dates of a day after the 12th: no program took their day for a month."""
    certain_within: int = 0
    _before: dict[Order, datetime] = field(default_factory=dict)

    def next_table(self) -> None:
        self._before = {}

    def hear(self, said: Numeric | Certain) -> None:
        if isinstance(said, Numeric):
            self._count(said)
        elif said.is_cell:
            self.certain_beyond += said.at.day > LAST_MONTH
            self.certain_within += said.at.day <= LAST_MONTH
        self._in_sequence(said)

    def _count(self, said: Numeric) -> None:
        self.ambiguous += said.is_ambiguous
        if said.second <= LAST_MONTH < said.first:
            self.proofs[Order.DAY_FIRST] += 1
        elif said.first <= LAST_MONTH < said.second:
            self.proofs[Order.MONTH_FIRST] += 1

    def _in_sequence(self, said: Numeric | Certain) -> None:
        """Compare rows with the ones before, of those that are dates in either order."""
        try:
            at = {one: said.read(one) if isinstance(said, Numeric) else said.at for one in Order}
        except CellProblem:
            return
        ambiguous = isinstance(said, Numeric) and said.is_ambiguous
        for order, moment in at.items():
            self.weekends[order] += ambiguous and moment.weekday() >= SATURDAY
            self._step(order, moment)
        self._before = at

    def _step(self, order: Order, at: datetime) -> None:
        before = self._before.get(order)
        if before is None:
            self.steps[order].append(Steps())
        else:
            self.steps[order][-1].back += at < before
            self.steps[order][-1].forward += at > before

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
            out_of_sequence={one.value: self._against(one) for one in Order},
        )

    def _odds(self) -> float:
        """Return the logarithm of the odds for the day first."""
        day, month = Order.DAY_FIRST, Order.MONTH_FIRST
        proof = PROOF * (self.proofs[day] - self.proofs[month])
        weekend = self._at_work(day) - self._at_work(month)
        sequence = self._in_order(day) - self._in_order(month)
        odds = proof + _within(weekend, WEEKEND_MOST) + _within(sequence, SEQUENCE_MOST)
        return _within(odds, MOST)

    def _at_work(self, order: Order) -> float:
        return regularity(self.weekends[order], self.ambiguous, WEEKEND)

    def _in_order(self, order: Order) -> float:
        total = sum(one.total for one in self.steps[order])
        return regularity(self._against(order), total, EITHER_WAY)

    def _against(self, order: Order) -> int:
        return sum(one.against for one in self.steps[order])

    def _is_contradicted(self) -> bool:
        fewer, more = sorted(self.proofs.values())
        return fewer > CONTRADICTED * more


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))
