"""What is done with markets' trades apart from questions, bound to the world."""

from datetime import timedelta

from injector import Module, provider, singleton

from application.clock import Clock
from application.ticks.forget_old_trades import ForgetOldTrades
from application.ticks.ports import Markets, OldTrades
from entrypoints.settings import Settings


class Ticks(Module):
    def __init__(self, settings: Settings) -> None:
        self._keeping = timedelta(days=settings.ticks_keep_days)

    @singleton
    @provider
    def forget(self, markets: Markets, trades: OldTrades, clock: Clock) -> ForgetOldTrades:
        return ForgetOldTrades(markets, trades, clock, self._keeping)
