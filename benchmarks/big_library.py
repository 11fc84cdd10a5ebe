"""A library of 100,000 passages of 50 organisations, or of as many as the environment says."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.library import Library, library, somebody
from benchmarks.synthetic import Synthetic, sizes
from domain.principal import Principal

VARIABLE, PASSAGES = "PORTICO_BENCH_PASSAGES", 100_000
TOGETHER = 500
"""Passages of one document while it is filled."""


@dataclass(frozen=True, slots=True)
class BigLibrary:
    """`people` are one of each organisation, the largest organisation's first: the local one."""

    library: Library
    people: Sequence[Principal]
    sizes: Sequence[int]
    seconds: float

    @property
    def passages(self) -> int:
        return sum(self.sizes)


def passages() -> int:
    return int(os.environ.get(VARIABLE) or PASSAGES)


@contextmanager
def big_library(home: Path) -> Iterator[BigLibrary]:
    with library(home) as opened:
        people = [opened.local, *map(somebody, range(1, len(sizes(passages()))))]
        for by in people[1:]:
            opened.found(by)
        began, made = perf_counter(), Synthetic()
        for by, many in zip(people, sizes(passages()), strict=True):
            for begin in range(0, many, TOGETHER):
                opened.keep(by, made.entries(min(TOGETHER, many - begin)))
        yield BigLibrary(opened, people, sizes(passages()), perf_counter() - began)
