"""The servers that are asked the same, started side by side."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.load import BODY, LOOP, PATH, THREADS, Load
from benchmarks.processes import cpu_seconds
from benchmarks.servers import ROOT, Server, free_port, portico, started

OURS, PEER = "ours in threads", "FastAPI in threads"
OURS_ALONE, PEER_ALONE = "ours in one thread", "FastAPI on its loop"
FLOOR = "floor"
ONE_THREAD = {"PORTICO_HTTP_THREADS": "1"}


class NotTheSame(Exception):
    """Answers and rows do not agree, so the numbers would mean nothing."""


@dataclass(slots=True)
class Contender:
    name: str
    server: Server
    path: str
    database: Path | None
    reports: list[dict[str, Any]] = field(default_factory=list)

    def run(self, seconds: float) -> dict[str, Any]:
        """Load it once; raises NotTheSame unless every 201 named a row of its own."""
        rows, cpu = self.rows(), cpu_seconds(self.server.pid)
        report = _loaded(Load(self.server.port, self.path, BODY, seconds=seconds))
        report["cpu_us"] = 1e6 * (cpu_seconds(self.server.pid) - cpu) / report["created"]
        made = self.rows() - rows
        if report["others"] or (self.database and not made == report["created"] == report["ids"]):
            raise NotTheSame(f"{self.name}: {made} rows, {report}")
        return report

    def rows(self) -> int:
        if self.database is None:
            return 0
        with closing(sqlite3.connect(self.database, timeout=30)) as connection:
            return int(connection.execute("SELECT count(*) FROM conversations").fetchone()[0])


@contextmanager
def contenders(folder: Path) -> Iterator[list[Contender]]:
    """Start ours twice, without a worker beside it, the peer, which offers both, and the floor."""
    ours, alone, peer, floor = (folder / name for name in ("ours", "alone", "peer", "floor"))
    with ExitStack() as stack:
        held = stack.enter_context(portico(ours, "--no-worker"))
        held_alone = stack.enter_context(portico(alone, "--no-worker", settings=ONE_THREAD))
        held_by_peer = stack.enter_context(_peer(peer))
        nothing = stack.enter_context(_floor(floor))
        yield [
            Contender(OURS, held, PATH, ours / "portico.db"),
            Contender(PEER, held_by_peer, THREADS + PATH, peer / "portico.db"),
            Contender(OURS_ALONE, held_alone, PATH, alone / "portico.db"),
            Contender(PEER_ALONE, held_by_peer, LOOP + PATH, peer / "portico.db"),
            Contender(FLOOR, nothing, PATH, None),
        ]


@contextmanager
def _peer(home: Path) -> Iterator[Server]:
    port = free_port()
    command = ["-m", "uvicorn", "benchmarks.peer_fastapi:create", "--factory", "--no-access-log"]
    options = ["--port", str(port), "--log-level", "warning"]
    with started([*command, *options], port, home, ready="/health/ready") as server:
        yield server


@contextmanager
def _floor(home: Path) -> Iterator[Server]:
    port = free_port()
    with started(["-m", "benchmarks.floor", str(port)], port, home, ready="/") as server:
        yield server


def under_the_peer() -> str:
    """Name what uvicorn stands on: it takes the quicker parts where they are installed."""
    loop = "uvloop" if find_spec("uvloop") else "asyncio"
    return f"{loop} and {'httptools' if find_spec('httptools') else 'h11'}"


def _loaded(load: Load) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.load_generator", json.dumps(asdict(load))]
    limit = load.seconds + 60
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, timeout=limit, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report
