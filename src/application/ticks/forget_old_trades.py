"""Forget trades that are old; their ranges and the price at each second stay."""

from datetime import timedelta

from application.clock import Clock
from application.service import service
from application.ticks.ports import Markets, OldTrades
from domain.ticks.moments import microseconds


@service
class ForgetOldTrades:
    markets: Markets
    trades: OldTrades
    clock: Clock
    keep: timedelta

    def __call__(self) -> int:
        """Return how many were forgotten."""
        before = microseconds(self.clock.now() - self.keep)
        return sum(self.trades.forget(one.id, before) for one in self.markets.all())
