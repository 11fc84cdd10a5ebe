"""SIGKILL at 200 random points of loads: who takes over comes to the same tables."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figures import Figure, Options, skipped
from entrypoints.testing.harness import MEMORY
from support.databases import fresh_sqlite, own_postgres
from support.killed_loads import Killed, killed, loads
from support.worlds import world_on_settings

POINTS, LINES, FIRST_SEED = 200, 60_000, 10_000
MOST_SECONDS = 900.0
"""On each database; what was struck by then is told."""
POSTGRES = "PORTICO_TEST_POSTGRES_URL"


def run(options: Options) -> Iterator[Figure]:
    points = options.rounds or POINTS
    with TemporaryDirectory() as folder:
        yield _struck("SQLite", fresh_sqlite(Path(folder)), Path(folder), points)
    server = os.environ.get(POSTGRES)
    if not server:
        yield skipped("killed loads, PostgreSQL", f"{POSTGRES} is not set")
        return
    with TemporaryDirectory() as folder, own_postgres(server) as url:
        yield _struck("PostgreSQL", url, Path(folder), points)


def _struck(name: str, url: str, home: Path, points: int) -> Figure:
    settings = replace(MEMORY, home=home, database_url=url, events_url="database:")
    began, found = perf_counter(), list[Killed]()
    with ExitStack() as stack:
        world = stack.enter_context(world_on_settings(settings))
        some = stack.enter_context(loads(world, settings, LINES))
        for one in killed(some, count(FIRST_SEED)):
            found.append(one)
            if _points(found) >= points or perf_counter() - began > MOST_SECONDS:
                break
    return _figure(name, found, points, perf_counter() - began)


def _points(found: list[Killed]) -> int:
    return sum(len(one.kept) for one in found)


def _figure(name: str, found: list[Killed], points: int, took: float) -> Figure:
    struck, wrong = _points(found), [one for one in found if one.differing]
    counted = Counter(many for one in found for many in one.kept)
    chunks = ", ".join(f"{counted[many]} at {many}" for many in sorted(counted))
    return Figure(
        name=f"killed loads, {name}",
        says=f"{struck} kills in {len(found)} seeds from {FIRST_SEED:,}, {took:.0f} s,"
        f" {chunks} when so many chunks were kept: {len(wrong)} differ"
        + "".join(f"\n    {one}" for one in wrong),
        bar=f"{points} kills, none differs",
        passed=struck >= points and not wrong,
        numbers={"kills": struck, "seeds": len(found), "differing": len(wrong), "seconds": took},
        table=[f"seed {one.seed}: killed with {one.kept} chunks kept" for one in found],
    )
