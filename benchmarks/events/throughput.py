"""Events on PostgreSQL with fsync: one by one beside FastAPI, and in batches, to their effect."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from adapters.database.migrations import upgrade
from adapters.database.sql import open_database
from benchmarks.figures import Figure, Options, skipped
from benchmarks.servers import ROOT, Server, free_port, portico, started

SERVER = "PORTICO_TEST_POSTGRES_URL"
PATH = "/api/v1/events"
ROUNDS, SECONDS, WARM_UP_SECONDS, DRAIN_SECONDS = 5, 4.0, 1.5, 120.0
SINGLE_BAR, LATENCY_BAR_MS, RATIO_BAR = 3_000, 25, 1.5
BATCH, ACCEPTED_BAR, THROUGH_BAR = 500, 50_000, 15_000
OPEN = {
    "PORTICO_EVENTS_PER_SECOND": "1000000",
    "PORTICO_EVENTS_BURST": "10000000",
    "PORTICO_EVENTS_MOST_WAITING": "100000000",
}


@dataclass(slots=True)
class Asked:
    server: Server
    reports: list[dict[str, Any]] = field(default_factory=list)

    def load(self, seconds: float, *, size: int = 1, connections: int = 32) -> dict[str, Any]:
        told = {"port": self.server.port, "path": PATH, "size": size, "seconds": seconds}
        told |= {"connections": connections, "prefix": uuid4().hex[:8]}
        command = [sys.executable, "-m", "benchmarks.events.client", json.dumps(told)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        report: dict[str, Any] = json.loads(run.stdout)
        if report["refused"]:
            raise RuntimeError(report["example"])
        return report

    def median(self, name: str) -> float:
        return float(median(one[name] for one in self.reports))


def run(options: Options) -> Iterator[Figure]:
    if SERVER not in os.environ or find_spec("psycopg_pool") is None or not find_spec("fastapi"):
        yield skipped("events", f"it takes {SERVER} and what requirements/bench.txt lists")
        return
    rounds = options.rounds or ROUNDS
    with TemporaryDirectory() as folder, database() as url, ExitStack() as stack:
        settings = {**OPEN, "PORTICO_DATABASE_URL": url}
        ours = Asked(stack.enter_context(portico(Path(folder, "ours"), settings=settings)))
        peer = Asked(stack.enter_context(_peer(Path(folder, "peer"), url)))
        yield from _singles(ours, peer, rounds)
        ours.reports.clear()
        yield from _batches(ours, rounds)


def _singles(ours: Asked, peer: Asked, rounds: int) -> Iterator[Figure]:
    for one in (ours, peer):
        one.load(WARM_UP_SECONDS)
    for _ in range(rounds):
        ours.reports.append(_through(ours, size=1, connections=32))
        peer.reports.append(peer.load(SECONDS))
    through, p95 = ours.median("through"), ours.median("p95_ms")
    yield Figure(
        name="single events",
        says=f"{through:,.0f}/s to the effect, p95 {p95:.1f} ms to the 202",
        bar=f">= {SINGLE_BAR:,}/s, <= {LATENCY_BAR_MS} ms",
        passed=through >= SINGLE_BAR and p95 <= LATENCY_BAR_MS,
        numbers={"through": through, "p95_ms": p95, "accepted": ours.median("per_second")},
    )
    rates = ours.median("per_second"), peer.median("per_second")
    yield Figure(
        name="  beside FastAPI",
        says=f"{rates[0]:,.0f}/s accepted, FastAPI + psycopg {rates[1]:,.0f}/s",
        bar=f"at least {RATIO_BAR} times",
        passed=rates[0] / rates[1] >= RATIO_BAR,
        numbers={"ratio": rates[0] / rates[1], "peer_p95_ms": peer.median("p95_ms")},
    )


def _batches(ours: Asked, rounds: int) -> Iterator[Figure]:
    for _ in range(rounds):
        ours.reports.append(_through(ours, size=BATCH, connections=4))
    accepted, through = ours.median("per_second"), ours.median("through")
    yield Figure(
        name=f"batches of {BATCH}",
        says=f"{accepted:,.0f}/s accepted, {through:,.0f}/s to the effect",
        bar=f">= {ACCEPTED_BAR:,}/s, >= {THROUGH_BAR:,}/s",
        passed=accepted >= ACCEPTED_BAR and through >= THROUGH_BAR,
        numbers={"accepted": accepted, "through": through, "p95_ms": ours.median("p95_ms")},
    )


def _through(one: Asked, *, size: int, connections: int) -> dict[str, Any]:
    """Send, wait until nothing waits any more, and add the rate from first to last."""
    began = perf_counter()
    report = one.load(SECONDS, size=size, connections=connections)
    until = began + DRAIN_SECONDS
    while _waits(one.server) and perf_counter() < until:
        sleep(0.02)
    return report | {"through": report["accepted"] / (perf_counter() - began)}


def _waits(server: Server) -> int:
    with urlopen(f"{server.url}/api/v1/streams") as answer:
        told = json.load(answer)
    lags = [one["lag"] + one["retrying"] for one in told["items"]]
    return int(told["journal"]["unpublished"] + sum(lags))


@contextmanager
def _peer(home: Path, url: str) -> Iterator[Server]:
    port = free_port()
    app = "benchmarks.events.peer_fastapi:create"
    command = ["-m", "uvicorn", app, "--factory", "--no-access-log"]
    options = ["--port", str(port), "--log-level", "warning"]
    plain = {"PEER_DATABASE_URL": url.replace("+psycopg", "")}
    home.mkdir(parents=True, exist_ok=True)
    with started([*command, *options], port, home, ready="/health/ready", settings=plain) as server:
        yield server


@contextmanager
def database() -> Iterator[str]:
    """Make a database of our own, as durable as the server is, and drop it."""
    server, name = os.environ[SERVER], f"bench_{uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    opened = open_database(url)
    upgrade(opened)
    opened.engine.dispose()
    yield url
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
