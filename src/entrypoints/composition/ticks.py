"""What is done with markets' trades apart from questions, bound to the world."""

from datetime import timedelta

from injector import Module, provider, singleton

from application.clock import Clock
from application.ticks.forget_old_incidents import ForgetOldIncidents
from application.ticks.forget_old_trades import ForgetOldTrades
from application.ticks.ports import Incidents, Markets, OldTrades
from entrypoints.settings import Settings


class Ticks(Module):
    def __init__(self, settings: Settings) -> None:
        self._keeping = timedelta(days=settings.ticks_keep_days)
        self._keeping_incidents = timedelta(days=settings.ticks_keep_incidents_days)

    @singleton
    @provider
    def forget(self, markets: Markets, trades: OldTrades, clock: Clock) -> ForgetOldTrades:
        return ForgetOldTrades(markets, trades, clock, self._keeping)

    @singleton
    @provider
    def forget_incidents(self, incidents: Incidents, clock: Clock) -> ForgetOldIncidents:
        return ForgetOldIncidents(incidents, clock, self._keeping_incidents)
