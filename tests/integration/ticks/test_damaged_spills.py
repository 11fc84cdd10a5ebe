"""One bad byte in a file of waiting trades costs one record, and is told of with what it had."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from injector import Injector

from adapters.ticks.spill import FileSpill
from adapters.ticks.spill_records import HEAD_BYTES, MARK, record_of
from application.ticks.keeping import Batch, Damaged
from application.ticks.ports import Incidents, KeptTrades, Markets
from domain.ticks.market import Feed
from entrypoints.testing.exchange import Exchange
from support.away import Away
from support.collecting import collected, collecting, held
from support.recordings import SYMBOLS, a_recording, told
from support.trades import a_trade
from support.worlds import world_on

NAME = ("BTCUSDT", Feed.AGGREGATES)
FILE = "spill-BTCUSDT-aggTrade-0"
FIRST = 10
BATCHES = [Batch(NAME, [a_trade(one), a_trade(one + 1)]) for one in range(FIRST, FIRST + 8, 2)]
RECORDING = a_recording()


def written(folder: Path) -> Path:
    spill = FileSpill(folder)
    for batch in BATCHES:
        spill.add(batch)
    spill.close()
    return folder / FILE


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << place % 8
    path.write_bytes(content)


def read_back(folder: Path) -> tuple[list[Batch], list[Damaged]]:
    spill, batches = FileSpill(folder), list[Batch]()
    spill.adopt(NAME)
    while (batch := spill.first(NAME)) is not None:
        batches.append(batch)
        spill.done(NAME)
    damaged = list(spill.damaged(NAME))
    assert (folder / FILE).stat().st_size == 0
    spill.close()
    return batches, damaged


def test_whichever_byte_changes_only_its_own_record_is_lost(tmp_path: Path) -> None:
    size = len(record_of(BATCHES[0]))
    for place in range(size * len(BATCHES)):
        flip(written(tmp_path), place)
        batches, (damaged,) = read_back(tmp_path)
        number = place // size
        assert batches == BATCHES[:number] + BATCHES[number + 1 :], place
        assert damaged.size == size
        first = FIRST + 2 * number
        assert damaged.first in {first, None}
        assert damaged.last in {first + 1, None}
        if place % size >= HEAD_BYTES or 0 < number < len(BATCHES) - 1:
            assert None not in damaged


def test_several_damages_are_told_each(tmp_path: Path) -> None:
    size = len(record_of(BATCHES[0]))
    path = written(tmp_path)
    for number in (0, 2):
        flip(path, number * size + HEAD_BYTES)

    batches, damaged = read_back(tmp_path)
    assert batches == [BATCHES[1], BATCHES[3]]
    assert damaged == [Damaged(size, 10, 11), Damaged(size, 14, 15)]


def test_a_file_that_is_all_rubbish_holds_up_nobody(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(bytes(3_000_000))
    assert read_back(tmp_path) == ([], [Damaged(3_000_000)])


def test_more_can_wait_behind_what_is_damaged(tmp_path: Path) -> None:
    flip(written(tmp_path), 0)
    spill = FileSpill(tmp_path)
    spill.adopt(NAME)
    spill.add(Batch(NAME, [a_trade(90)]))
    spill.close()
    assert read_back(tmp_path)[0] == [*BATCHES[1:], Batch(NAME, [a_trade(90)])]


def test_a_mark_within_a_record_is_no_record(tmp_path: Path) -> None:
    path = written(tmp_path)
    content = path.read_bytes()
    mark = content[:8]
    path.write_bytes(b"\0" + mark * 5 + content)
    assert read_back(tmp_path) == (BATCHES, [Damaged(41, None, FIRST - 1)])


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Injector]:
    with world_on("memory:", tmp_path) as world:
        yield world


def test_trades_of_a_damaged_record_are_asked_for_again(memory: Injector, tmp_path: Path) -> None:
    away = Away(memory.get(KeptTrades))
    with (
        Exchange(RECORDING, speed=4) as exchange,
        collecting(memory, exchange, tmp_path, kept=away) as collector,
    ):
        while collector.account.kept == 0:
            collector.step()
        away.is_away = True
        while collector.account.spilled < 60:
            collector.step()
        path = tmp_path / "ticks" / FILE
        flip(path, path.read_bytes().index(MARK, 1) + HEAD_BYTES + 9)  # the first one is read
        away.is_away = False
        assert collected(collector, exchange) == 0

    for symbol in SYMBOLS:
        assert held(memory, symbol) == told(RECORDING, symbol)
    market = memory.get(Markets).opened(*NAME)
    kept = [one for _, one in memory.get(Incidents).newest(market.id, 99)]
    (damaged,) = [one for one in kept if one.what == "damaged"]
    assert damaged.first is not None
    assert damaged.last is not None
    assert "bytes of the file" in damaged.detail
