"""Loads of one file whose workers are killed, and what the tables hold when they are over."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from random import Random
from typing import Any
from uuid import uuid4

from injector import Injector
from sqlalchemy import delete, select

from adapters.campaigns.files.sql import SqlFilesStore
from adapters.campaigns.tables import (
    performance_chunks,
    performance_files,
    performance_parts,
    performance_quarantine,
    performance_rows,
)
from adapters.jobs.tables import jobs
from application.campaigns.files.ports import FilesStore
from application.campaigns.files.receive_file import NewPerformanceFile, ReceiveFile
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.performance_file import PerformanceFileId
from entrypoints.settings import Settings
from support.people import ADA
from support.performance import csv
from support.stalling import environment
from support.started import started

TABLES = (performance_rows, performance_quarantine, performance_chunks, performance_parts, jobs,
          performance_files)  # fmt: skip
OWN = {"id", "file_id", "received_at", "finished_at"}
"""What two loads of the same bytes have each for itself."""
ORDER = ("row", "number")
"""By the first that a table has; the others have one row at most."""
MOST_KILLS = 4
"""A job is tried five times."""
MINUTE = 60.0
Tables = dict[str, tuple[int, str]]


def content(lines: int) -> bytes:
    random = Random(6)
    bad = ["1,a,1,1,1,0", '1,"a,1,1,1,1', "1,a", "1,a,x,1,1,1"]
    rows = (f"{n % 11},influencer_{n},5,2,1,{n + 9}" for n in range(lines))
    return csv(*(row if random.random() < 0.99 else random.choice(bad) for row in rows))


@dataclass(frozen=True, slots=True)
class Loads:
    """Loads of the same bytes on one database, each from the beginning."""

    world: Injector
    settings: Settings
    content: bytes
    process: "subprocess.Popen[str]"

    def undisturbed(self) -> tuple[float, Tables]:
        """Load it in peace; return the seconds it takes and what the tables hold."""
        self._received()
        return self._finished(0), self._tables()

    def killed(self, random: Random, within: float) -> tuple[list[int], Tables]:
        """Kill workers at random moments.

        Return how many chunks were kept whenever one died, and what the tables hold in the end.
        """
        self._received()
        kept = list[int]()
        while len(kept) < MOST_KILLS:
            came, _ = self._worked(len(kept), random.uniform(0, within))
            assert came in {"killed", "done"}, came
            if came == "done":
                return kept, self._tables()
            kept.append(self._chunks())
        self._finished(MOST_KILLS)
        return kept, self._tables()

    def _finished(self, kills: int) -> float:
        came, seconds = self._worked(kills, None)
        assert came == "done", came
        return seconds

    def _worked(self, kills: int, strike: float | None) -> tuple[str, float]:
        """Let one more worker load, by whose clock its predecessor's lease has run out.

        Return what came of it, and the seconds from where it had all it needs to its end.
        """
        told = {"settings": environment(self.settings), "later": kills * MINUTE, "strike": strike}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()
        came, _, seconds = self.process.stdout.readline().partition(" ")
        return came, float(seconds)

    def _received(self) -> None:
        with self._database.writing() as connection:
            for table in TABLES:
                connection.execute(delete(table))
            connection.commit()
        new = NewPerformanceFile(
            PerformanceFileId(uuid4()), "june.csv", BytesIO(self.content), budget=ErrorBudget("5%")
        )
        self.world.get(ReceiveFile)(ADA, new)

    @property
    def _database(self) -> Any:
        store = self.world.get(FilesStore)
        assert isinstance(store, SqlFilesStore)
        return store.database

    def _chunks(self) -> int:
        with self._database.reading() as connection:
            chunks: int = connection.execute(select(performance_files.c.chunks)).scalar_one()
            return chunks

    def _tables(self) -> Tables:
        """Return how many rows each table has, and a digest of all that they hold."""
        found: Tables = {}
        with self._database.reading() as connection:
            for table in TABLES:
                columns = [one for one in table.c if one.name not in OWN]
                order = [table.c[one] for one in ORDER if one in table.c]
                asked = select(*columns).order_by(*order)
                rows = [tuple(row) for row in connection.execute(asked)]
                found[table.name] = len(rows), sha256(repr(rows).encode()).hexdigest()
        return found


@dataclass(frozen=True, slots=True)
class Killed:
    """What one seed came to; without `differing` tables all is as it should be.

    `kept` has for each worker that was killed how many chunks were kept then.
    """

    seed: int
    kept: list[int]
    differing: list[str]


def killed(loads: Loads, seeds: Iterable[int]) -> Iterator[Killed]:
    """Load once for each seed, with workers that are killed, and compare with a load in peace."""
    seconds, undisturbed = loads.undisturbed()
    for seed in seeds:
        kept, tables = loads.killed(Random(seed), seconds)
        yield Killed(seed, kept, differing(undisturbed, tables))


@contextmanager
def loads(world: Injector, settings: Settings, lines: int) -> Iterator[Loads]:
    """Yield loads of a file with so many rows."""
    command = ("-m", "support.loading_forks")
    with started(*command, settings={}, stdin=subprocess.PIPE) as process:
        yield Loads(world, settings, content(lines), process)


def differing(one: Tables, other: Tables) -> list[str]:
    """Name the tables that do not hold the same."""
    return [name for name in one if one[name] != other[name]]
