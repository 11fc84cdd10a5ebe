"""Fixtures for pytest, there as soon as Portico is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from entrypoints.testing import Portico, SteppingClock


@pytest.fixture
def portico() -> Portico:
    """A copy of the application in memory."""
    from entrypoints.testing import Portico

    return Portico.start()


@pytest.fixture
def clock() -> SteppingClock:
    """A clock at noon on 1 March 2026 that moves when it is told to."""
    from entrypoints.testing import SteppingClock

    return SteppingClock()
