"""A disk that is full and a server that starts again, while trades come: none is lost."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from injector import Injector

from application.ticks.ports import Incidents
from entrypoints.testing.exchange import Exchange
from entrypoints.workers.collecting import Collector
from support.collecting import assert_all_is_kept, collected, collecting
from support.databases import fresh_sqlite
from support.postgres_server import PostgresServer
from support.recordings import a_recording
from support.small_disk import SmallDisk, small_disk
from support.worlds import world_on

RECORDING = a_recording(600)
ROOM = 40_000_000
PATIENCE = 60


def collect(collector: Collector, until: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not until() and time.monotonic() < ends:
        collector.step()
    assert until()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    if sys.platform != "linux":
        pytest.skip("only Linux has tmpfs")
    with small_disk(tmp_path / "disk", ROOM) as disk:
        yield disk


def test_a_disk_that_is_full_to_the_last_byte_loses_no_trade(
    disk: SmallDisk, tmp_path: Path
) -> None:
    url = fresh_sqlite(disk.folder)
    with (
        world_on(url, tmp_path) as world,
        Exchange(RECORDING, speed=3) as exchange,
        collecting(world, exchange, disk.folder) as collector,
    ):
        collect(collector, lambda: collector.account.kept > 50)
        disk.fill()
        collect(collector, collector.collect.is_behind)
        ends = time.monotonic() + 1
        while time.monotonic() < ends:
            collector.step()
        assert collector.collect.is_behind()
        disk.free()
        assert collected(collector, exchange) == 0
        assert_all_is_kept(world, RECORDING)
    with world_on(url, tmp_path) as world:
        assert "spilling" in {*incidents(world, collector)}


def incidents(world: Injector, collector: Collector) -> Iterator[str]:
    markets = collector.collect.keeper.markets.values()
    return (one.what for market in markets for _, one in world.get(Incidents).newest(market.id, 99))


@pytest.mark.slow
@pytest.mark.service
def test_a_postgres_that_starts_again_while_trades_come_loses_none(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with (
        postgres.database() as url,
        world_on(url, tmp_path) as world,
        Exchange(RECORDING, speed=3) as exchange,
        collecting(world, exchange, tmp_path) as collector,
    ):
        collect(collector, lambda: collector.account.kept > 50)
        with postgres.dead():
            collect(collector, lambda: collector.account.spilled > 20)
        assert collected(collector, exchange) == 0
        assert_all_is_kept(world, RECORDING)
        assert collector.account.duplicates <= collector.account.spilled + collector.account.filled


@pytest.mark.slow
@pytest.mark.service
def test_a_postgres_that_restarts_twice_within_seconds_loses_none(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with (
        postgres.database() as url,
        world_on(url, tmp_path) as world,
        Exchange(RECORDING, speed=3) as exchange,
        collecting(world, exchange, tmp_path) as collector,
    ):
        for many in (50, 150):
            while collector.account.kept < many:
                collector.step()
            with postgres.dead():
                collector.step()
        assert collected(collector, exchange) == 0
        assert_all_is_kept(world, RECORDING)
