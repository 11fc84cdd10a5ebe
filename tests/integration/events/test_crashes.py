"""Whoever dies, and whenever: what was acknowledged takes effect, once and in order."""

from pathlib import Path

import pytest

from support.crashing.run import crash
from support.crashing.zygote import Zygote
from support.databases import fresh_sqlite

SEEDS = 200


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_acknowledged_is_lost_or_done_twice(
    forks: Zygote, tmp_path: Path, seed: int
) -> None:
    found = crash(forks, fresh_sqlite(tmp_path), "database:", tmp_path, seed)
    assert found.is_whole, found


@pytest.mark.parametrize("seed", [10_001, 10_002])
def test_and_so_it_is_for_two_seeds_that_everybody_runs(
    forks: Zygote, tmp_path: Path, seed: int
) -> None:
    found = crash(forks, fresh_sqlite(tmp_path), "database:", tmp_path, seed)
    assert found.is_whole, found
    assert found.struck > 0
