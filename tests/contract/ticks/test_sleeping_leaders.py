"""A leader that sleeps with trades in hand is refused when it wakes up, on each kind of store."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

from injector import Injector

from adapters.ticks.spill import FileSpill
from application.ticks.account import Account
from application.ticks.keeping import Batch, Keeper
from application.ticks.leading import Leading
from application.ticks.ports import AskedTrades, Fence, Kept, KeptTrades, Leadership, Markets
from application.ticks.reports import Report, What
from domain.ticks.market import Feed, MarketId
from domain.ticks.trade import Trade
from support.trades import a_trade

NAME = ("BTCUSDT", Feed.AGGREGATES)
PATIENCE = 60.0


class Sleeping:
    """Keeps what it is given, once it was woken; and hears what is told of it."""

    def __init__(self, kept: KeptTrades) -> None:
        self._kept = kept
        self.asleep, self.woken = Event(), Event()
        self.told = list[What]()

    def keep(self, market: MarketId, trades: Sequence[Trade], fence: Fence) -> Kept:
        self.asleep.set()
        assert self.woken.wait(PATIENCE)
        return self._kept.keep(market, trades, fence)

    def heard(self, market: MarketId, until: int, fence: Fence) -> None:
        self._kept.heard(market, until, fence)

    def tell(self, incident: Report) -> None:
        self.told.append(incident.what)


def test_what_a_leader_has_slept_upon_is_left_to_the_next_one(
    world: Injector, tmp_path: Path
) -> None:
    market, leadership = world.get(Markets).opened(*NAME), world.get(Leadership)
    leading, account = Leading(leadership, [market], "sleeper", 0.0), Account()
    leading.renew()
    sleeping = Sleeping(world.get(KeptTrades))
    spill = FileSpill(tmp_path / "ticks")
    keeper = Keeper(sleeping, spill, leading, {NAME: market}, account, sleeping)
    sleeper = Thread(target=keeper.keep, args=(Batch(NAME, [a_trade(1), a_trade(2)]),))

    sleeper.start()
    assert sleeping.asleep.wait(PATIENCE)
    fence = leadership.lead(market.id, "next", 60)
    assert fence is not None
    world.get(KeptTrades).keep(market.id, [a_trade(1)], fence)
    sleeping.woken.set()
    sleeper.join(PATIENCE)

    assert (account.left, account.kept) == (2, 0)
    assert sleeping.told == [What.NOT_LEADING]
    assert (leading.fence(market), spill.first(NAME)) == (None, None)
    assert list(world.get(AskedTrades).trades(market.id, 0, 9)) == [a_trade(1)]
    spill.close()
