"""Workers are killed at random moments of a load; `python -m benchmarks killed` has 200."""

from dataclasses import replace
from itertools import count

import pytest
from injector import Injector

from entrypoints.settings import Settings
from support.killed_loads import content, differing, killed, loads

pytestmark = pytest.mark.slow
LINES = 60_000
POINTS = 3


def test_at_whichever_moments_workers_are_killed_the_tables_are_the_same(
    settings: Settings, survivor: Injector
) -> None:
    points = 0
    with loads(survivor, settings, LINES) as some:
        for one in killed(some, count()):
            assert not one.differing, one
            points += len(one.kept)
            if points >= POINTS:
                break


def test_what_is_lost_would_be_seen(settings: Settings, survivor: Injector) -> None:
    with loads(survivor, settings, 100) as some:
        _, undisturbed = some.undisturbed()
        _, longer = replace(some, content=content(101)).undisturbed()
    assert undisturbed["performance_rows"][0] > 90
    assert undisturbed["performance_quarantine"][0] > 0
    assert undisturbed["performance_parts"][0] == undisturbed["jobs"][0] == 0
    assert {"performance_rows", "performance_files"} <= set(differing(undisturbed, longer))
