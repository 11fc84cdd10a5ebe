"""Questions about markets, bound to the world."""

from injector import Module, provider, singleton

from application.access.ports import Access
from application.access.require import Operators
from application.clock import Clock
from application.ticks.ask_backfill import AskBackfill
from application.ticks.export_trades import ExportTrades
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades, Backfills
from application.ticks.ports import Markets as MarketsKept
from application.ticks.read_prices import ReadPrices
from application.ticks.read_ranges import ReadRanges
from application.ticks.read_trades import ReadTrades
from application.ticks.verify_market import VerifyMarket


class Markets(Module):
    @singleton
    @provider
    def look_for(self, access: Access, markets: MarketsKept) -> LookFor:
        return LookFor(access, markets)

    @singleton
    @provider
    def prices(
        self, look_for: LookFor, trades: AskedTrades, absent: Absent, clock: Clock
    ) -> ReadPrices:
        return ReadPrices(look_for, trades, absent, clock)

    @singleton
    @provider
    def ranges(
        self, look_for: LookFor, trades: AskedTrades, absent: Absent, clock: Clock
    ) -> ReadRanges:
        return ReadRanges(look_for, trades, absent, clock)

    @singleton
    @provider
    def trades(
        self, look_for: LookFor, trades: AskedTrades, absent: Absent, markets: MarketsKept
    ) -> ReadTrades:
        return ReadTrades(look_for, trades, absent, markets)

    @singleton
    @provider
    def backfill(
        self,
        look_for: LookFor,
        operators: Operators,
        backfills: Backfills,
        trades: AskedTrades,
        absent: Absent,
        clock: Clock,
    ) -> AskBackfill:
        return AskBackfill(look_for, operators, backfills, trades, absent, clock)

    @singleton
    @provider
    def verify(self, look_for: LookFor, trades: AskedTrades) -> VerifyMarket:
        return VerifyMarket(look_for, trades)

    @singleton
    @provider
    def export(self, look_for: LookFor, trades: AskedTrades) -> ExportTrades:
        return ExportTrades(look_for, trades)
