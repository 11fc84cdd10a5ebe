"""Passages added while others search: how fast, and what the searches feel of it."""

from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from application.knowledge.rank_passages import Query
from benchmarks.big_library import BigLibrary, big_library
from benchmarks.figures import Figure, Options
from benchmarks.library import library
from benchmarks.synthetic import SEED, Synthetic
from benchmarks.timing import milliseconds, percentile, timed

TOGETHER = 50
"""Passages of one document."""
DOCUMENTS, SECONDS, PATIENCE = 200, 15.0, 120.0
QUERIES = 200
BAR_PER_SECOND, BAR_TIMES = 2_000, 2.0


class Added(NamedTuple):
    passages: int = 0
    seconds: float = 0.0
    cpu: float = 0.0


def run(_: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder, big_library(Path(folder)) as big:
        idle = _idle(big)
        busy, added = _busy(big, Path(folder))
    per_second, cpu = added.passages / added.seconds, 1000 * added.cpu * TOGETHER / added.passages
    yield Figure(
        name="indexing",
        says=f"{per_second:,.0f} passages/s, in documents of {TOGETHER}: {cpu:.0f} ms of CPU each",
        bar=f"at least {BAR_PER_SECOND:,}/s",
        passed=per_second >= BAR_PER_SECOND,
        numbers=added._asdict(),
    )
    times = percentile(busy, 0.95) / percentile(idle, 0.95)
    yield Figure(
        name="  searches meanwhile",
        says=f"{milliseconds(busy)}; idle {milliseconds(idle)}: p95 {times:.1f} times",
        bar=f"under {BAR_TIMES:.0f} times",
        passed=times < BAR_TIMES,
        numbers={"idle_ms": idle, "busy_ms": busy},
    )


def _idle(big: BigLibrary) -> list[float]:
    queries = Synthetic(SEED + 2).queries(QUERIES + 1)
    timed(lambda query: _search(big, query), queries[:1])
    return timed(lambda query: _search(big, query), queries[1:])


def _busy(big: BigLibrary, home: Path) -> tuple[list[float], Added]:
    """Search for as long as another process, as a worker is one, adds documents."""
    processes = get_context("spawn")
    ours, theirs = processes.Pipe()
    adding = processes.Process(target=add, args=(str(home), theirs))
    adding.start()
    try:
        took = list[float]()
        _heard(ours)  # it is ready
        ours.send("begin")
        queries = iter(Synthetic(SEED + 3).queries(100 * QUERIES))
        while not ours.poll():
            took += timed(lambda query: _search(big, query), [next(queries)])
        return took, _heard(ours)
    finally:
        adding.join(PATIENCE)
        adding.kill()


def _heard(connection: Connection) -> Added:
    if not connection.poll(PATIENCE):
        raise TimeoutError("the process that adds does not answer")
    heard: Added = connection.recv()
    return heard


def _search(big: BigLibrary, query: str) -> None:
    big.library.search(big.people[0], Query(query))


def add(home: str, heard: Connection) -> None:
    """Add documents, whose vectors are made, to the organisation that is searched."""
    with library(Path(home)) as opened:
        entries = Synthetic(SEED + 4).entries(DOCUMENTS * TOGETHER)
        heard.send(Added())
        heard.recv()
        began, used, added = perf_counter(), process_time(), 0
        while added < len(entries) and perf_counter() - began < SECONDS:
            opened.keep(opened.local, entries[added : added + TOGETHER])
            added += TOGETHER
        heard.send(Added(added, perf_counter() - began, process_time() - used))
