"""Checks among a million grants sixteen deep, lists while grants change, and the oracle."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID, uuid4

from sqlalchemy import create_engine, make_url, text

from adapters.database.migrations import upgrade
from adapters.database.sql import SqlDatabase, open_database
from adapters.permissions.access.sql_reader import SqlAccessReader
from benchmarks import access_http
from benchmarks.access_casbin import beside_casbin
from benchmarks.access_oracle import paged, worlds_compared
from benchmarks.access_world import NOW, LargeWorld, Size, fill
from benchmarks.figures import Figure, Options, skipped
from benchmarks.timing import percentile, timed
from domain.principal import Principal

BARS = {"SQLite": 0.1, "PostgreSQL": 0.5}
ASKED, WARM, ROUND = 12_000, 2_000, 2_000
SERVER = "PORTICO_TEST_POSTGRES_URL"


def run(options: Options) -> Iterator[Figure]:
    world = LargeWorld(Size())
    with TemporaryDirectory() as folder, sqlite(Path(folder)) as database:
        yield _checks("SQLite", database, world)
    if os.environ.get(SERVER):
        with postgres(os.environ[SERVER]) as database:
            yield _checks("PostgreSQL", database, world)
    else:
        yield skipped("access on PostgreSQL", f"{SERVER} is not set")
    yield from access_http.run(options)
    with TemporaryDirectory() as folder, sqlite(Path(folder)) as database:
        yield beside_casbin(database)
    with TemporaryDirectory() as folder, sqlite(Path(folder)) as database:
        yield paged(database)
    with TemporaryDirectory() as folder, sqlite(Path(folder)) as database:
        yield worlds_compared(database)


def _checks(name: str, database: SqlDatabase, world: LargeWorld) -> Figure:
    """Ask about random people and things, each once; the medians of five rounds are told."""
    began = perf_counter()
    fill(database, world)
    filled = perf_counter() - began
    reader, random = SqlAccessReader(database), Random(11)
    asked = [_question(world, random) for _ in range(ASKED)]
    took = timed(lambda one: reader.level(*one, now=NOW), asked)[WARM:]
    rounds = [took[first : first + ROUND] for first in range(0, len(took), ROUND)]
    p50, p95 = (median(percentile(one, share) for one in rounds) for share in (0.5, 0.95))
    return Figure(
        name=f"access on {name}",
        says=f"{world.size.grants:,} grants, depth {world.size.depth}: a check p50 {p50:.3f} ms, "
        f"p95 {p95:.3f} ms (filled in {filled:.0f} s)",
        bar=f"p95 <= {BARS[name]} ms",
        passed=p95 <= BARS[name],
        numbers={"p50_ms": p50, "p95_ms": p95, "fill_seconds": filled},
    )


def _question(world: LargeWorld, random: Random) -> tuple[Principal, UUID]:
    person, thing = random.choice(world.people), random.choice(world.things)[0]
    return world.principal(person), UUID(thing)


@contextmanager
def sqlite(folder: Path) -> Iterator[SqlDatabase]:
    with _migrated(f"sqlite:///{folder / 'access.db'}") as database:
        yield database


@contextmanager
def postgres(server: str) -> Iterator[SqlDatabase]:
    """Make a database on that server, and drop it afterwards."""
    name = f"bench_{uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    try:
        with _migrated(url) as database:
            yield database
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


@contextmanager
def _migrated(url: str) -> Iterator[SqlDatabase]:
    database = open_database(url)
    upgrade(database)
    yield database
    database.engine.dispose()
