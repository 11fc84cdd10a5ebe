"""Trades with ids that cannot be believed yet: each waits for the next one, which confirms it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.ticks.columns import ids_of
from domain.ticks.plausibility import LEAP, confirms, is_near
from domain.ticks.trade import Trade


@dataclass(slots=True)
class Doubted:
    """`refused` were followed by none that goes on from them."""

    held: Trade | None = None
    refused: list[Trade] = field(default_factory=list)

    def are_near(self, newest: Trade | None, trades: Sequence[Trade]) -> bool:
        """Whether all can be believed at a glance."""
        if self.held is not None or newest is None or not trades:
            return False
        ids = ids_of(trades)
        return max(ids) <= newest.id + LEAP and min(ids) >= newest.id - LEAP

    def give_up(self) -> None:
        """Refuse what waits for another trade."""
        if self.held is not None:
            self.refused.append(self.held)
            self.held = None

    def sift(self, newest: Trade | None, trade: Trade) -> Iterator[Trade]:
        """Give what can be believed now: this trade, one that was held and this, or nothing."""
        held, self.held = self.held, None
        if held is not None and confirms(held, trade):
            yield held
            yield trade
        elif held is not None and held.same_as(trade):
            self.held = held
        else:
            if held is not None:
                self.refused.append(held)
            if newest is None or is_near(newest, trade):
                yield trade
            else:
                self.held = trade
