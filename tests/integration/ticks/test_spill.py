"""While the database is away, trades wait in a file, and are read back in their order."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR

import pytest
from injector import Injector

from adapters.ticks.spill import FileSpill
from application.ticks.keeping import Batch, SpillFull
from application.ticks.ports import KeptTrades
from domain.ticks.market import Feed
from entrypoints.testing.exchange import Exchange
from support.away import Away
from support.collecting import collected, collecting, held
from support.recordings import SYMBOLS, a_recording, told
from support.started import started
from support.trades import a_trade
from support.worlds import world_on

NAME = ("BTCUSDT", Feed.AGGREGATES)
OWN, OTHER = "spill-BTCUSDT-aggTrade-0", "spill-BTCUSDT-aggTrade-1"
RECORDING = a_recording()
WRITER = """
import sys
from pathlib import Path
from adapters.ticks.spill import FileSpill
from application.ticks.keeping import Batch
from domain.ticks.market import Feed
from support.trades import a_trade
spill, number = FileSpill(Path(sys.argv[1])), 0
while True:
    spill.add(Batch(("BTCUSDT", Feed.AGGREGATES), [a_trade(number)]))
    print(number, flush=True)
    number += 1
"""


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Injector]:
    with world_on("memory:", tmp_path) as world:
        yield world


def a_batch(*numbers: int) -> Batch:
    return Batch(NAME, [a_trade(number, price=2**62) for number in numbers], 1)


def reopened(folder: Path) -> FileSpill:
    spill = FileSpill(folder)
    spill.adopt(NAME)
    return spill


def read_back(spill: FileSpill) -> list[Batch]:
    batches = []
    while (batch := spill.first(NAME)) is not None:
        batches.append(batch)
        spill.done(NAME)
    return batches


def test_batches_come_back_in_their_order_and_the_file_is_empty_then(tmp_path: Path) -> None:
    spill = FileSpill(tmp_path)
    batches = [a_batch(1, 2), a_batch(), a_batch(3)]
    for batch in batches:
        spill.add(batch)

    assert read_back(spill) == batches
    assert (tmp_path / OWN).stat().st_size == 0


def test_the_oldest_stays_until_it_is_done(tmp_path: Path) -> None:
    spill = FileSpill(tmp_path)
    spill.add(a_batch(1))

    assert spill.first(NAME) == spill.first(NAME) == a_batch(1)
    spill.close()
    assert reopened(tmp_path).first(NAME) == a_batch(1)


def test_two_collectors_with_one_home_have_a_file_each(tmp_path: Path) -> None:
    one, other = FileSpill(tmp_path), FileSpill(tmp_path)
    one.add(a_batch(1))
    other.adopt(NAME)
    assert other.first(NAME) is None
    other.add(a_batch(2))

    assert {path.name for path in tmp_path.iterdir()} == {OWN, OTHER}


def test_what_a_process_that_is_gone_left_is_taken_over(tmp_path: Path) -> None:
    one, other = FileSpill(tmp_path), FileSpill(tmp_path)
    one.add(a_batch(1))
    other.add(a_batch(2))
    one.close()
    other.close()

    assert read_back(reopened(tmp_path)) == [a_batch(1), a_batch(2)]


def test_markets_wait_for_themselves(tmp_path: Path) -> None:
    spill = FileSpill(tmp_path)
    spill.add(a_batch(1)._replace(name=("ETHUSDT", Feed.AGGREGATES)))
    spill.add(a_batch(2))

    assert read_back(spill) == [a_batch(2)]
    assert (tmp_path / OWN).stat().st_size == 0


@pytest.mark.parametrize("torn", range(1, 60, 7))
def test_a_torn_end_is_cut_off(tmp_path: Path, torn: int) -> None:
    spill = FileSpill(tmp_path)
    spill.add(a_batch(1))
    whole = (tmp_path / OWN).stat().st_size
    spill.add(a_batch(2))
    spill.close()
    os.truncate(tmp_path / OWN, whole + torn)
    again = reopened(tmp_path)

    again.add(a_batch(3))
    assert read_back(again) == [a_batch(1), a_batch(3)]


def test_what_was_added_is_there_after_a_kill(tmp_path: Path) -> None:
    with started("-c", WRITER, str(tmp_path), settings={}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= 20:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
    ids = [batch.trades[0].id for batch in read_back(reopened(tmp_path))]

    assert ids == [*range(len(ids))]
    assert len(ids) > 20


def test_a_full_file_takes_nothing_and_loses_nothing(tmp_path: Path) -> None:
    spill = FileSpill(tmp_path, most_bytes=250)
    spill.add(a_batch(1))
    with pytest.raises(SpillFull):
        spill.add(a_batch(*range(20)))

    assert read_back(spill) == [a_batch(1)]
    spill.add(a_batch(1))


@pytest.mark.parametrize("fails", ["pwrite", "fsync"])
def test_a_full_disk_takes_nothing_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    spill = FileSpill(tmp_path)
    spill.add(a_batch(1))

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, fails, full)
        with pytest.raises(SpillFull):
            spill.add(a_batch(2))
    spill.add(a_batch(3))

    assert read_back(spill) == [a_batch(1), a_batch(3)]


def test_the_name_of_a_file_is_synced_before_anything_counts_as_received(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, sync = list[bool](), os.fsync

    def noted(file: int) -> None:
        synced.append(S_ISDIR(os.fstat(file).st_mode))
        sync(file)

    monkeypatch.setattr(os, "fsync", noted)
    spill = FileSpill(tmp_path)
    for number in (1, 2):
        spill.add(a_batch(number))
    assert synced == [True, False, False]


def test_a_name_that_cannot_be_synced_takes_nothing_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(5, "Input/output error")

    spill = FileSpill(tmp_path)
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(SpillFull):
            spill.add(a_batch(1))
    spill.add(a_batch(2))

    assert read_back(spill) == [a_batch(2)]
    assert len([*tmp_path.glob("spill-*")]) == 1


def test_trades_wait_for_the_database_and_are_kept_in_their_order(
    memory: Injector, tmp_path: Path
) -> None:
    away = Away(memory.get(KeptTrades))
    with (
        Exchange(RECORDING, speed=2) as exchange,
        collecting(memory, exchange, tmp_path, kept=away) as collector,
    ):
        while collector.account.received < 50:
            collector.step()
        away.is_away = True
        while collector.account.received < 200:
            collector.step()
        away.is_away = False
        assert collected(collector, exchange) == 0

    assert collector.account.spilled > 0
    for symbol in SYMBOLS:
        assert held(memory, symbol) == told(RECORDING, symbol)


def test_what_waited_is_kept_by_the_next_collector(memory: Injector, tmp_path: Path) -> None:
    away = Away(memory.get(KeptTrades))
    with (
        Exchange(RECORDING) as exchange,
        collecting(memory, exchange, tmp_path, kept=away) as collector,
    ):
        away.is_away = True  # before anything comes: all of it is to wait
        while collector.account.spilled < len(RECORDING):
            collector.step()
    with Exchange([]) as nothing, collecting(memory, nothing, tmp_path) as collector:
        while collector.account.kept != len(RECORDING):
            collector.step()

    for symbol in SYMBOLS:
        assert held(memory, symbol) == told(RECORDING, symbol)


def test_where_nothing_can_be_written_nothing_is_read_and_nothing_is_lost(
    memory: Injector, tmp_path: Path
) -> None:
    away, spill = Away(memory.get(KeptTrades)), FileSpill(tmp_path / "full", most_bytes=1)
    with (
        Exchange(RECORDING) as exchange,
        collecting(memory, exchange, tmp_path, spill, kept=away) as collector,
    ):
        away.is_away = True
        while collector.account.received == 0:
            collector.step()
        received, waits = collector.account.received, list[float]()
        collector.collect.pause = waits.append
        for _ in range(5):
            collector.step()
        assert collector.account.received == received
        assert len(waits) == 5
        assert min(waits) > 0
        away.is_away = False
        assert collected(collector, exchange) == 0

    for symbol in SYMBOLS:
        assert held(memory, symbol) == told(RECORDING, symbol)
