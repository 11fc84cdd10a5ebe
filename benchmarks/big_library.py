"""A library of 100,000 passages of 50 organisations, or of as many as the environment says.

It is filled anew for each run, or kept: then each run has a copy of its own.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree
from time import perf_counter

from benchmarks.library import Library, library, somebody
from benchmarks.synthetic import Synthetic, sizes
from domain.principal import Principal

VARIABLE, PASSAGES = "PORTICO_BENCH_PASSAGES", 100_000
KEPT = "PORTICO_BENCH_LIBRARY"
"""A folder for libraries that are kept, one of each size."""
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
    began, kept = perf_counter(), os.environ.get(KEPT)
    if kept:
        copytree(kept_library(Path(kept)), home, dirs_exist_ok=True)
    with library(home) as opened:
        people = people_of(opened)
        if not kept:
            fill(opened, people)
        yield BigLibrary(opened, people, sizes(passages()), perf_counter() - began)


def kept_library(folder: Path) -> Path:
    """Return a library of so many passages, filled when there is none yet; nobody may change it."""
    whole, part = folder / str(passages()), folder / f"{passages()}.part"
    if not whole.exists():
        rmtree(part, ignore_errors=True)
        with library(part) as opened:
            fill(opened, people_of(opened))
        part.rename(whole)
    return whole


def people_of(opened: Library) -> Sequence[Principal]:
    return [opened.local, *map(somebody, range(1, len(sizes(passages()))))]


def fill(opened: Library, people: Sequence[Principal]) -> None:
    """Give each organisation its passages, whose vectors are made rather than computed."""
    made = Synthetic()
    for by in people[1:]:
        opened.found(by)
    for by, many in zip(people, sizes(passages()), strict=True):
        for begin in range(0, many, TOGETHER):
            opened.keep(by, made.entries(min(TOGETHER, many - begin)))
