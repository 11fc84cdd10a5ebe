"""`portico worker ticks` as a process of its own, as one would run it."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from application.ticks.ports import AskedTrades, Markets
from benchmarks.servers import STOP_SECONDS, environment
from domain.ticks.market import Feed, MarketId
from entrypoints.composition import compose
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings

SYMBOLS = ("BTCUSDT", "ETHUSDT")


class Home:
    """A new home, with SQLite, and what is kept there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._world = compose(replace(Settings(), home=folder))
        self._world.get(Schema).migrate()
        self.asked = self._world.get(AskedTrades)

    def market(self, symbol: str) -> MarketId:
        return self._world.get(Markets).opened(symbol, Feed.AGGREGATES).id

    def holds(self, newest: dict[str, int]) -> bool:
        """Whether all up to the newest of each market is there, and no hole before it."""
        for symbol, last in newest.items():
            spans = self.asked.spans(self.market(symbol))
            if len(spans) != 1 or spans[0].last < last:
                return False
        return True

    def megabytes(self) -> float:
        """Return the size of the database's file, with all that was written in it."""
        file = self.folder / "portico.db"
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return file.stat().st_size / 1e6

    def close(self) -> None:
        self._world.get(Schema).let_go()


@contextmanager
def new_home() -> Iterator[Home]:
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        yield home
        home.close()


@contextmanager
def collector(home: Home, stream_url: str, rest_url: str) -> Iterator[int]:
    """Run it until the block ends; gives its process id."""
    command = ["worker", "ticks", "--symbols", ",".join(SYMBOLS)]
    addresses = ["--source", stream_url, "--rest", rest_url]
    with (home.folder / "collector.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "entrypoints.cli", *command, *addresses],
            cwd=home.folder, env=environment(home.folder), stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)
