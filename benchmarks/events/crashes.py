"""The tests' crash harness with five times their seeds, on the embedded log, two runs at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from os import cpu_count
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figures import Figure, Options
from support.crashing.run import crash
from support.crashing.verdict import Found
from support.crashing.zygote import Zygote, zygote
from support.databases import fresh_sqlite

SEEDS, FIRST_SEED = 1_000, 100_000
WRONG = ("lost", "doubled", "out_of_order", "unread", "strange", "unfinished")


def run(options: Options) -> Iterator[Figure]:
    seeds = range(FIRST_SEED, FIRST_SEED + (options.rounds or SEEDS))
    at_once = cpu_count() or 1
    began, forks = perf_counter(), SimpleQueue[Zygote]()
    with ExitStack() as stack, ThreadPoolExecutor(at_once) as pool:
        fresh_sqlite(Path(stack.enter_context(TemporaryDirectory())))  # migrates once, alone
        for _ in range(at_once):
            forks.put(stack.enter_context(zygote()))
        runs = list(pool.map(lambda seed: _crashed(forks, seed), seeds))
    yield _figure(seeds, runs, perf_counter() - began)


def _crashed(forks: "SimpleQueue[Zygote]", seed: int) -> Found | str:
    """Return what was found, or why the run did not come to its end."""
    free = forks.get()
    try:
        with TemporaryDirectory() as folder:
            home = Path(folder)
            return crash(free, fresh_sqlite(home), "database:", home, seed)
    except AssertionError as error:
        return str(error)
    finally:
        forks.put(free)


def _figure(seeds: range, runs: Sequence[Found | str], took: float) -> Figure:
    found = [one for one in runs if isinstance(one, Found)]
    wrong = Counter({name: sum(len(getattr(one, name)) for one in found) for name in WRONG})
    failing = [repr(one) for one in runs if isinstance(one, str) or not one.is_whole]
    struck = sum(one.struck for one in found)
    counts = ", ".join(f"{wrong[name]} {name.replace('_', ' ')}" for name in WRONG[:3])
    return Figure(
        name="crashes",
        says=f"{len(seeds):,} seeds, {struck:,} strikes in {took:.0f} s: {counts}"
        + "".join(f"\n    {one}" for one in failing),
        bar="none",
        passed=not failing,
        numbers={"seeds": len(seeds), "struck": struck, "seconds": took, **wrong},
    )
