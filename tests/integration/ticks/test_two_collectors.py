"""Of two collectors one leads; when it dies or sleeps, the other takes over and loses nothing."""

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from injector import Injector

from entrypoints.testing.exchange import Exchange
from support.collecting import held
from support.databases import fresh_sqlite
from support.recordings import SYMBOLS, a_recording, told
from support.started import started
from support.worlds import world_on

pytestmark = pytest.mark.slow

RECORDING = a_recording(1_000)
PATIENCE = 60


class Ground:
    """A database, a double that plays for ten seconds, and collectors of both."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._url, self._folder = fresh_sqlite(folder), folder
        self._stack = stack
        self.world: Injector = stack.enter_context(world_on(self._url, folder))
        self.exchange = stack.enter_context(Exchange(RECORDING, speed=1))

    def collector(self) -> "subprocess.Popen[str]":
        arguments = ("worker", "ticks", "--symbols", ",".join(SYMBOLS))
        addresses = ("--source", self.exchange.stream_url, "--rest", self.exchange.rest_url)
        settings: Mapping[str, str] = {
            "PORTICO_HOME": str(self._folder),
            "PORTICO_DATABASE_URL": self._url,
            "PORTICO_TICKS_LEASE_SECONDS": "1",
        }
        command = ("-m", "entrypoints.cli", *arguments, *addresses)
        return self._stack.enter_context(started(*command, settings=settings))

    def leads(self, process: "subprocess.Popen[str]") -> bool:
        with sqlite3.connect(self._folder / "portico.db") as database:
            rows = database.execute("SELECT holder FROM tick_markets").fetchall()
        return len(rows) == len(SYMBOLS) and all(
            f":{process.pid}:" in (row[0] or "") for row in rows
        )

    def is_whole(self) -> bool:
        return all(held(self.world, one) == told(RECORDING, one) for one in SYMBOLS)

    def has(self, trades: int) -> bool:
        return sum(len(held(self.world, one)) for one in SYMBOLS) >= trades


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with ExitStack() as stack:
        yield Ground(tmp_path, stack)


def until(what: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < ends
        time.sleep(0.05)


def ended(process: "subprocess.Popen[str]") -> dict[str, int]:
    """Have it end, and return its account."""
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=PATIENCE)
    return {
        name: int(number.replace(",", ""))
        for name, number in (line.split() for line in said.splitlines() if len(line.split()) == 2)
    }


def test_another_takes_over_from_a_leader_that_is_killed(ground: Ground) -> None:
    leader = ground.collector()
    until(lambda: ground.leads(leader) and ground.has(100))
    other = ground.collector()
    leader.send_signal(signal.SIGKILL)

    until(lambda: ground.leads(other))
    until(ground.is_whole)
    account = ended(other)
    assert account["filled"] + account["kept"] < len(RECORDING)
    assert account["conflicts"] == account["absent"] == 0


def test_a_leader_that_wakes_up_has_nothing_to_say_any_more(ground: Ground) -> None:
    """Whether it wakes with trades in hand is chance here: test_sleeping_leaders forces that."""
    leader = ground.collector()
    until(lambda: ground.leads(leader) and ground.has(100))
    other = ground.collector()
    leader.send_signal(signal.SIGSTOP)
    until(lambda: ground.leads(other) and ground.has(300))
    leader.send_signal(signal.SIGCONT)

    until(ground.is_whole)
    assert ground.leads(other)
    assert ended(leader)["conflicts"] == ended(other)["conflicts"] == 0


def test_one_that_ends_lets_the_other_lead_at_once(ground: Ground) -> None:
    leader = ground.collector()
    until(lambda: ground.leads(leader) and ground.has(100))
    other = ground.collector()

    ended(leader)
    until(lambda: ground.leads(other))
    until(ground.is_whole)
