"""The whole application composed in memory, as a unit test does it."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure, Options
from entrypoints.testing import Portico

BAR_SECONDS = 0.1
ROUNDS = 11


def run(options: Options) -> Iterator[Figure]:
    took = [once() for _ in range(options.rounds or ROUNDS)]
    spread = f"first {took[0] * 1000:.0f} ms, {len(took)} rounds, imports not counted"
    yield Figure(
        name="harness composed",
        says=f"{median(took) * 1000:.0f} ms ({spread})",
        bar=f"under {BAR_SECONDS * 1000:.0f} ms",
        passed=median(took) < BAR_SECONDS,
        numbers={"seconds": took},
    )


def once() -> float:
    began = perf_counter()
    Portico.start()
    return perf_counter() - began
