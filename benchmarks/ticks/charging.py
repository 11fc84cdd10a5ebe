"""What each of many questions takes: on the clock, and of processors, the database's included."""

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, thread_time
from typing import NamedTuple, TypeVar

from adapters.database.sql import SqlDatabase

Asked = TypeVar("Asked")


class Took(NamedTuple):
    """Milliseconds of each question."""

    clock: list[float]
    cpu: list[float]


def charged(database: SqlDatabase, call: Callable[[Asked], object], each: Iterable[Asked]) -> Took:
    """Ask one after another; nobody else may ask this database object meanwhile."""
    server = _server(database)
    took = Took([], [])
    for one in each:
        before, here, began = _spent(server), thread_time(), perf_counter()
        call(one)
        clock, here = perf_counter() - began, thread_time() - here
        took.clock.append(1_000 * clock)
        took.cpu.append(1_000 * (here + _spent(server) - before))
    return took


def _server(database: SqlDatabase) -> Path | None:
    """Return where Linux tells of the server's process that answers us; None on SQLite."""
    if database.engine.dialect.name == "sqlite":
        return None
    ((process,),) = database.ask("SELECT pg_backend_pid()", {})
    return Path(f"/proc/{process}/schedstat")


def _spent(process: Path | None) -> float:
    """Return its seconds on a processor (Linux, Documentation/scheduler/sched-stats.rst)."""
    return 0.0 if process is None else int(process.read_text().split()[0]) / 1e9
