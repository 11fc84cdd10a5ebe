"""A market of a store, and somebody who leads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from injector import Injector

from application.ticks.ports import AskedTrades, Fence, Kept, KeptTrades, Leadership, Markets
from domain.ticks.market import Feed, Market
from domain.ticks.trade import Trade


@dataclass(frozen=True, slots=True)
class Led:
    """A market that is led by `fence`."""

    world: Injector
    market: Market
    fence: Fence

    def keep(self, *trades: Trade) -> Kept:
        return self.keep_all(trades)

    def keep_all(self, trades: Sequence[Trade]) -> Kept:
        return self.world.get(KeptTrades).keep(self.market.id, trades, self.fence)

    def heard(self, until: int) -> None:
        self.world.get(KeptTrades).heard(self.market.id, until, self.fence)

    @property
    def asked(self) -> AskedTrades:
        return self.world.get(AskedTrades)


def led(world: Injector, symbol: str = "BTCUSDT") -> Led:
    market = world.get(Markets).opened(symbol, Feed.AGGREGATES)
    fence = world.get(Leadership).lead(market.id, "one", 60)
    assert fence is not None
    return Led(world, market, fence)
