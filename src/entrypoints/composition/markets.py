"""Questions about markets, bound to the world."""

from injector import Binder, Module

from application.ticks.ask_backfill import AskBackfill
from application.ticks.export_trades import ExportTrades
from application.ticks.looking import LookFor
from application.ticks.read_audit import ReadAudit
from application.ticks.read_corrections import ReadCorrections
from application.ticks.read_incidents import ReadIncidents
from application.ticks.read_prices import ReadPrices
from application.ticks.read_ranges import ReadRanges
from application.ticks.read_trades import ReadTrades
from application.ticks.verify_market import VerifyMarket
from entrypoints.composition.autowiring import autowire


class Markets(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            ReadIncidents,
            ReadAudit,
            ReadCorrections,
            LookFor,
            ReadPrices,
            ReadRanges,
            ReadTrades,
            AskBackfill,
            VerifyMarket,
            ExportTrades,
        )
