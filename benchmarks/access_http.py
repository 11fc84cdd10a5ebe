"""Checks over HTTP, at a fixed rate, by people who signed in, among a million grants."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from adapters.database.sql import open_database
from benchmarks.access_world import ORGANISATION, LargeWorld, Size, fill
from benchmarks.figures import Figure, Options
from benchmarks.open_loop import Schedule, sent
from benchmarks.processes import cpu_seconds
from benchmarks.servers import Server, portico
from benchmarks.signing import Visitor

PER_SECOND, SECONDS, ROUNDS, BAR_MS = 1_000.0, 8.0, 5, 4.0
ASKING, QUESTIONS = 20, 10_000
PATH, SETTINGS = "/api/v1/access/checks", {"PORTICO_SIGN_IN": "required"}
PROCESSES = 2


def run(options: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        with portico(home, "--processes", str(PROCESSES), settings=SETTINGS) as server:
            requests = _requests(server, home)
            sent(Schedule(server.port, requests, PER_SECOND / 2, SECONDS))  # warms up
            used = cpu_seconds(server.pid)
            rounds = [
                sent(Schedule(server.port, requests[number:], PER_SECOND, SECONDS))
                for number in range(options.rounds or ROUNDS)
            ]
            used = cpu_seconds(server.pid) - used
    yield _figure(rounds, used)


def _requests(server: Server, home: Path) -> Sequence[str]:
    """Let some people sign up, make them people of a large world, and ask on their behalf."""
    emails = [f"person{number}@example.com" for number in range(ASKING)]
    visitor = Visitor(server.port)
    for email in emails:
        visitor.join(email)
    own = [visitor.id(visitor.sign_in(email)) for email in emails]
    world = LargeWorld(Size())
    world.people[1 : 1 + ASKING] = [UUID(one).hex for one in own]  # the first is an admin
    database = open_database(f"sqlite:///{home / 'portico.db'}")
    fill(database, world)
    with database.engine.connect() as connection:  # what is still in the journal is read slowly
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    visitor, random = Visitor(server.port), Random(11)  # the line was idle for long, and cut
    bearers = [visitor.sign_in(email) for email in emails]
    return [
        _request(server.port, random.choice(bearers), random.choice(world.things)[0])
        for _ in range(QUESTIONS)
    ]


def _request(port: int, bearer: str, thing: str) -> str:
    body = json.dumps({"action": "view", "resource": {"id": str(UUID(thing))}})
    return (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {bearer}\r\n"
        f"Portico-Organisation: {UUID(ORGANISATION)}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


def _figure(rounds: Sequence[dict[str, Any]], cpu: float) -> Figure:
    p50, p95, p99 = (median(one[name] for one in rounds) for name in ("p50_ms", "p95_ms", "p99_ms"))
    answered = sum(one["answered"] for one in rounds)
    refused = [example for one in rounds for example in one["refused"]]
    all_of_them = answered == len(rounds) * int(PER_SECOND * SECONDS)
    return Figure(
        name="access over HTTP",
        says=f"{PER_SECOND:,.0f}/s, {PROCESSES} processes: p50 {p50:.2f} ms, p95 {p95:.2f} ms, "
        f"p99 {p99:.2f} ms; {1e6 * cpu / answered:.0f} µs of the servers' CPU each",
        bar=f"p95 <= {BAR_MS:.0f} ms",
        passed=p95 <= BAR_MS and all_of_them,
        numbers={"rounds": rounds, "cpu_us": 1e6 * cpu / answered},
        table=[*(f"{one}" for one in rounds), *refused[:1]],
    )
