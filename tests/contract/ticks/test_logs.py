"""A log of trades may be kept in any order, in any batches and again: the tables are the same."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from random import Random
from threading import Barrier

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from injector import Injector

from application.ticks.ports import Kept
from domain.ticks.moments import MINUTE, SECOND
from domain.ticks.trade import Trade
from support.examples import examples
from support.led_markets import Led, led
from support.tick_tables import tables_of
from support.trades import START

PATIENCE = 60.0
NUMBERS = count()
TIMES = (0, 1, SECOND - 1, SECOND, 30 * SECOND, MINUTE - 1, MINUTE, 3 * MINUTE)
A_TRADE = st.tuples(
    st.sampled_from((1, 1, 1, 2, 5)),  # how far its id is from the one before
    st.sampled_from((0, 0, 0, 1)),  # whether the exchange had trades in between
    st.sampled_from((1, 1, 3)),  # how many it stands for
    st.sampled_from(TIMES),
    st.sampled_from((1, 100, 5_800_103_000_000, 2**62)),
    st.sampled_from((10, 86_205_00, 2**63 - 1)),
)
DRAWN = st.lists(A_TRADE, min_size=1, max_size=25)


def log(drawn: Sequence[tuple[int, int, int, int, int, int]]) -> list[Trade]:
    """Make trades whose ids and whose exchange's trades go forward, and whose times need not."""
    trades, number, first = list[Trade](), 0, 0
    for step, between, stands_for, time, price, quantity in drawn:
        number, first = number + step, first + between
        at, last = START + time, first + stands_for - 1
        trades.append(Trade(number, at, price, quantity, first, last, 0, at + number))
        first = last + 1
    return trades


@settings(
    max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example has a market of its own
@given(drawn=DRAWN, seed=st.integers(0, 2**32), batch=st.integers(1, 30))
def test_order_batches_and_repetition_change_nothing(
    world: Injector, drawn: list[tuple[int, int, int, int, int, int]], seed: int, batch: int
) -> None:
    trades, random = log(drawn), Random(seed)
    straight, shuffled = a_market(world), a_market(world)
    straight.keep_all(trades)
    again = trades * 2
    random.shuffle(again)
    kept = [shuffled.keep_all(again[at : at + batch]) for at in range(0, len(again), batch)]

    ours, theirs = (tables_of(world, one.market.id) for one in (straight, shuffled))
    assert ours == theirs
    assert sum(one.new for one in kept) == sum(one.held for one in kept) == len(trades)
    assert not any(one.conflicts for one in kept)
    assert straight.asked.trades(straight.market.id, 0, 99) == trades


def test_two_who_keep_overlapping_batches_at_once_keep_each_trade_once(world: Injector) -> None:
    trades = log([(1, 0, 1, number * 20_000, 100, 10) for number in range(3_000)])
    for first, second in (((0, 2_000), (1_000, 3_000)), ((0, 3_000), (0, 3_000))):
        market, alone, barrier = a_market(world), a_market(world), Barrier(2)

        def keep(part: tuple[int, int], at: Barrier = barrier, by: Led = market) -> Kept:
            at.wait(PATIENCE)
            return by.keep_all(trades[slice(*part)])

        with ThreadPoolExecutor(2) as pool:
            kept = list(pool.map(keep, (first, second)))
        alone.keep_all(trades)
        assert sum(one.new for one in kept) == len(trades)
        assert sum(one.held for one in kept) == second[1] - second[0] + first[1] - len(trades)
        assert tables_of(world, market.market.id) == tables_of(world, alone.market.id)


def a_market(world: Injector) -> Led:
    return led(world, f"COIN{next(NUMBERS)}")
