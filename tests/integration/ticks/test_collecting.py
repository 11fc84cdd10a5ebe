"""Whatever happens to connections, each trade is kept once, as it was written."""

import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from injector import Injector

from application.ticks.account import Account
from application.ticks.doubts import Doubts
from application.ticks.ports import Incidents, Markets
from domain.ticks.market import Feed
from entrypoints.testing.exchange import Exchange, Fault, Happening, drawn_faults
from entrypoints.testing.exchange.faults import CODES
from support.collecting import assert_all_is_kept, collected, collecting, held
from support.frames import combined
from support.recordings import SYMBOLS, a_recording, told
from support.worlds import world_on

RECORDING = a_recording()
NOTHING_IS_SAID = 1006


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Injector]:
    with world_on("memory:", tmp_path) as world:
        yield world


def played(
    world: Injector,
    folder: Path,
    faults: Sequence[Fault] = (),
    *,
    recording: Sequence[Happening] = RECORDING,
    **how: Any,
) -> Account:
    """Collect a recording, and what went wrong with it, to the end."""
    with (
        Exchange(recording, faults, **how) as exchange,
        collecting(world, exchange, folder) as collector,
    ):
        assert collected(collector, exchange) == 0
    return collector.account


def a_fault(kind: str, at: int = 100, count: int = 0, **more: object) -> Fault:
    return Fault(at=at, kind=kind, count=count, **more)  # type: ignore[arg-type]  # its members


def test_an_undisturbed_stream_needs_no_questions(memory: Injector, tmp_path: Path) -> None:
    account = played(memory, tmp_path)

    assert_all_is_kept(memory, RECORDING)
    assert account.received == account.kept + account.filled == len(RECORDING)
    assert account.missed == account.cuts == 0


@pytest.mark.parametrize("unseen", [0, 30])
@pytest.mark.parametrize("code", CODES)
def test_a_connection_that_ends_is_made_again(
    memory: Injector, tmp_path: Path, code: int, unseen: int
) -> None:
    faults = [a_fault("cut", count=unseen, code=code)]
    account = played(memory, tmp_path, faults)

    assert_all_is_kept(memory, RECORDING)
    assert account.cuts == 1
    assert account.filled >= unseen


def test_a_connection_that_says_nothing_any_more_is_replaced(
    memory: Injector, tmp_path: Path
) -> None:
    account = played(memory, tmp_path, [a_fault("blackhole", count=30)])

    assert_all_is_kept(memory, RECORDING)
    assert account.filled >= 30


def test_trades_that_did_not_come_are_asked_for(memory: Injector, tmp_path: Path) -> None:
    faults = [a_fault("drop", 50, 20), a_fault("drop", 290, 10)]
    account = played(memory, tmp_path, faults)

    assert_all_is_kept(memory, RECORDING)
    assert account.missed == 20  # the last ones are missed by nobody: no trade follows
    assert account.filled >= 30  # more where a question overtakes the stream


def test_duplicates_are_kept_once(memory: Injector, tmp_path: Path) -> None:
    account = played(memory, tmp_path, [a_fault("duplicate", count=50)])

    assert_all_is_kept(memory, RECORDING)
    assert account.duplicates == 50 + account.filled  # what was asked for may come after all
    assert account.conflicts == 0


def test_what_comes_out_of_order_is_kept(memory: Injector, tmp_path: Path) -> None:
    account = played(memory, tmp_path, [a_fault("reorder", count=40)], seed=7)

    assert_all_is_kept(memory, RECORDING)
    assert account.late > 0


def test_a_shutdown_that_is_told_twice_loses_nothing(memory: Injector, tmp_path: Path) -> None:
    faults = [a_fault("shutdown", at, 20) for at in (100, 105, 200)]
    account = played(memory, tmp_path, faults, speed=2)

    assert_all_is_kept(memory, RECORDING)
    assert account.missed == 0


def test_the_day_of_a_connection_ends_in_a_burst_and_nothing_is_lost(
    memory: Injector, tmp_path: Path
) -> None:
    clock = Hours()
    with (
        Exchange(RECORDING, speed=2) as exchange,
        collecting(memory, exchange, tmp_path, now=clock, lifetime=23.8 * 3_600) as collector,
    ):
        while collector.account.received < 100:
            collector.step()
        clock.passed = 24 * 3_600.0
        assert collected(collector, exchange) == 0

    assert_all_is_kept(memory, RECORDING)
    assert collector.account.missed == collector.account.cuts == 0
    assert collector.account.duplicates > 0  # for a while there were two connections


class Hours:
    """A clock that can be set forward."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.passed


@pytest.mark.parametrize("answer", ["429", "418", "html", "empty", "short", "invalid"])
def test_a_history_that_does_not_answer_is_asked_again(
    memory: Injector, tmp_path: Path, answer: str
) -> None:
    faults = [a_fault("rest", 0, 2, text=answer), a_fault("drop", count=30)]
    account = played(memory, tmp_path, faults)

    assert_all_is_kept(memory, RECORDING)
    assert account.absent == 0


REASONS = {
    "429": "answers 429", "418": "answers 418", "html": "answers 502", "invalid": "no list of rows",
}  # fmt: skip


@pytest.mark.parametrize("answer", REASONS)
def test_why_a_hole_is_not_filled_is_told_once_until_it_is(
    memory: Injector, tmp_path: Path, answer: str
) -> None:
    with (
        Exchange(RECORDING, [a_fault("drop", count=30)]) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        exchange.rest.hinder(a_fault("rest", 0, 9, text=answer, retry_after=1))
        while not reasons(memory):
            collector.step()
        exchange.rest.relent()
        assert collected(collector, exchange) == 0

    assert_all_is_kept(memory, RECORDING)
    told = reasons(memory)
    assert REASONS[answer] in told[-1]
    assert len(told) <= len(SYMBOLS)


def reasons(world: Injector) -> list[str]:
    markets = [world.get(Markets).opened(one, Feed.AGGREGATES) for one in SYMBOLS]
    kept = [one for each in markets for _, one in world.get(Incidents).newest(each.id, 99)]
    return [one.detail for one in kept if one.what == "not_filled"]


def test_ids_that_the_exchange_skips_are_absent_after_a_minute_and_count_as_lost(
    memory: Injector, tmp_path: Path
) -> None:
    skipped = [one for one in RECORDING if not 1_050 <= one.data["a"] < 1_060]
    seconds = count(step=15)
    with (
        Exchange(skipped) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        collector.fill.doubts = Doubts(lambda: float(next(seconds)))
        assert collected(collector, exchange) == 2 * 10
        while collector.missing():
            for market in collector.leading.led():
                collector.fill(market, beyond=False)

    assert collector.account.absent == 2 * 10
    assert held(memory, "BTCUSDT") == told(skipped, "BTCUSDT")


@pytest.mark.parametrize(
    "frame", ["{half", "[]", '{"e":"kline"}', '{"result":null,"id":1}', "x" * 100_000], ids=len
)
def test_a_frame_that_is_no_trade_stops_nothing(
    memory: Injector, tmp_path: Path, frame: str
) -> None:
    account = played(memory, tmp_path, [a_fault("frame", text=frame)])

    assert_all_is_kept(memory, RECORDING)
    assert account.refused == ("result" not in frame)


def test_one_id_out_of_all_reason_costs_nothing(memory: Injector, tmp_path: Path) -> None:
    crazy = next(one for one in RECORDING[99::-1] if one.data["s"] == "BTCUSDT")
    frame = crazy.frame.replace(b'"a":%d' % crazy.data["a"], b'"a":987654321')
    account = played(memory, tmp_path, [a_fault("frame", text=frame.decode())])

    assert_all_is_kept(memory, RECORDING)
    assert (account.implausible, account.missed, account.late) == (1, 0, 0)


def test_one_that_waits_to_be_confirmed_at_the_end_is_told(
    memory: Injector, tmp_path: Path
) -> None:
    newest = RECORDING[-1]
    data = {**newest.data, "a": newest.data["a"] + 5_000}
    far = Happening(newest.at, newest.stream, combined(data, newest.stream))
    account = played(memory, tmp_path, recording=[*RECORDING, far])

    assert_all_is_kept(memory, RECORDING)
    assert (account.received, account.implausible) == (len(RECORDING) + 1, 1)
    market = memory.get(Markets).opened(data["s"], Feed.AGGREGATES)
    ((_, told),) = memory.get(Incidents).newest(market.id, 99)
    assert (told.what, told.first) == ("implausible", data["a"])


def test_one_that_rest_tells_of_as_well_is_not_believed_either(
    memory: Injector, tmp_path: Path
) -> None:
    crazy = next(one for one in RECORDING[99::-1] if one.data["s"] == "BTCUSDT")
    data = {**crazy.data, "a": 987_654_321}
    told = Happening(crazy.at, crazy.stream, combined(data, crazy.stream))
    faults = [a_fault("cut", 120, 10), a_fault("cut", 200, 10)]
    with (
        Exchange([*RECORDING[:100], told, *RECORDING[100:]], faults) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        assert collected(collector, exchange) == 0

    assert_all_is_kept(memory, RECORDING)


def test_a_frame_of_ten_megabytes_costs_a_connection_and_no_memory(
    memory: Injector, tmp_path: Path
) -> None:
    account = played(memory, tmp_path, [a_fault("frame", text="x" * 10_000_000)])

    assert_all_is_kept(memory, RECORDING)
    assert account.cuts == 1


def test_a_flood_of_pings_is_borne(memory: Injector, tmp_path: Path) -> None:
    played(memory, tmp_path, [a_fault("ping", count=500)])

    assert_all_is_kept(memory, RECORDING)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_forty_faults_lose_nothing(memory: Injector, tmp_path: Path, seed: int) -> None:
    faults = drawn_faults(len(RECORDING), 40, seed)
    played(memory, tmp_path, faults, seed=seed)

    for symbol in SYMBOLS:
        kept = held(memory, symbol)
        every = told(RECORDING, symbol)
        assert kept == every[-len(kept) :]  # a market begins with the first trade that came
        assert len(kept) > len(every) / 2
