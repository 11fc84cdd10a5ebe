"""A batch is done with when it is kept, or when somebody else is known to lead."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from injector import Injector

from adapters.ticks.spill import FileSpill
from application.errors import Unavailable
from application.ticks.account import Account
from application.ticks.feed import Name
from application.ticks.keeping import AT_ONCE, Batch, Keeper, SpillFull
from application.ticks.leading import Leading
from application.ticks.ports import Fence, Kept, KeptTrades, Leadership, Markets
from application.ticks.reports import Report, What
from domain.ticks.errors import NotTheLeader
from domain.ticks.market import Feed, MarketId
from domain.ticks.trade import Trade
from support.trades import a_trade
from support.worlds import world_on

NAME, UNKNOWN = ("BTCUSDT", Feed.AGGREGATES), ("ETHUSDT", Feed.AGGREGATES)
OTHER = ("BNBUSDT", Feed.AGGREGATES)


def a_batch(number: int) -> Batch:
    return Batch(NAME, [a_trade(number)])


class Ground:
    """A database, a lease of ten seconds, and a keeper whose clock stands still."""

    def __init__(self, world: Injector, folder: Path) -> None:
        self.time, self.raises = 0.0, list[Exception]()
        self.told, self.account = list[Report](), Account()
        self.kept = list[int]()
        self.leadership, self.folder = world.get(Leadership), folder
        self.market = world.get(Markets).opened(*NAME)
        self._world = world

    def keep(self, market: MarketId, trades: Sequence[Trade], fence: Fence) -> Kept:
        if self.raises:
            raise self.raises[0]
        self.kept += [one.id for one in trades]
        return self._world.get(KeptTrades).keep(market, trades, fence)

    def heard(self, market: MarketId, until: int, fence: Fence) -> None:
        """Nobody is heard here."""

    def tell(self, incident: Report) -> None:
        self.told.append(incident)

    def market_led(self, keeper: Keeper, *, is_led: bool) -> None:
        if is_led:
            keeper.leading.renew()
        else:
            keeper.leading.lost(self.market)

    def keeper(self, most_bytes: int = 1 << 20, others: Sequence[Name] = ()) -> Keeper:
        names = [NAME, *others]
        markets = {one: self._world.get(Markets).opened(*one) for one in names}
        leading = Leading(self.leadership, [*markets.values()], "one", 0.0)
        return Keeper(
            self, FileSpill(self.folder, most_bytes), leading, markets,
            self.account, self, lambda: self.time,
        )  # fmt: skip


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with world_on("memory:", tmp_path) as world:
        yield Ground(world, tmp_path / "ticks")


def test_what_waits_survives_a_lease_that_a_killed_process_still_holds(ground: Ground) -> None:
    gone = FileSpill(ground.folder)
    gone.add(a_batch(1))
    gone.close()
    ground.leadership.lead(ground.market.id, "killed", 60)
    keeper = ground.keeper()
    keeper.leading.renew()
    for _ in range(3):
        assert keeper.read_back()
    assert ground.kept == []

    ground.leadership.resign(ground.market.id, "killed")
    keeper.leading.renew()
    ground.time += 60
    assert keeper.read_back()
    assert ground.kept == [1]


def test_a_batch_whose_market_is_not_led_waits(ground: Ground) -> None:
    keeper = ground.keeper()
    keeper.keep(a_batch(1))
    keeper.leading.renew()

    assert keeper.is_behind()
    assert keeper.read_back()
    assert ground.kept == [1]


def test_a_market_that_is_unknown_is_left_alone_and_holds_up_nobody(ground: Ground) -> None:
    keeper = ground.keeper()
    keeper.spill.add(a_batch(1)._replace(name=UNKNOWN))
    keeper.spill.add(a_batch(2))
    keeper.leading.renew()

    assert keeper.read_back()
    assert ground.kept == [2]
    assert keeper.spill.first(UNKNOWN) is not None


def test_a_market_that_has_much_in_the_file_holds_up_no_other(ground: Ground) -> None:
    keeper = ground.keeper(others=[OTHER])
    keeper.leading.renew()
    for number in range(AT_ONCE):
        keeper.spill.add(a_batch(number))
    keeper.spill.add(a_batch(1_000)._replace(name=OTHER))

    assert not keeper.read_back()
    assert 1_000 in ground.kept
    assert keeper.read_back()


def test_what_a_newer_leader_refuses_is_done_with(ground: Ground) -> None:
    keeper = ground.keeper()
    keeper.leading.renew()
    keeper.spill.add(a_batch(1))
    ground.raises = [NotTheLeader()]

    assert keeper.read_back()
    assert keeper.spill.first(NAME) is None
    assert [one.what for one in ground.told] == [What.NOT_LEADING]


def test_a_database_that_is_away_is_told_of_once_until_it_is_back(ground: Ground) -> None:
    keeper = ground.keeper()
    keeper.leading.renew()
    for _ in range(2):
        ground.raises = [Unavailable("the database", "it is away")]
        for number in range(5):
            keeper.keep(a_batch(number))
            assert not keeper.read_back()
            ground.time += 1
        ground.raises = []
        assert keeper.read_back()

    assert [one.what for one in ground.told] == [What.SPILLING] * 2


def test_a_file_that_is_full_is_told_of_once_until_there_is_room(ground: Ground) -> None:
    keeper = ground.keeper(most_bytes=1)
    for told in (1, 2):
        ground.market_led(keeper, is_led=False)
        for _ in range(5):
            with pytest.raises(SpillFull):
                keeper.keep(a_batch(1))
        assert [one.what for one in ground.told] == [What.SPILLING] * told
        ground.market_led(keeper, is_led=True)
        keeper.keep(a_batch(1))
