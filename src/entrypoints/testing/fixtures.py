"""Fixtures for pytest, there as soon as Portico is installed."""

import pytest

from entrypoints.testing import Portico, SteppingClock


@pytest.fixture
def portico() -> Portico:
    """A copy of the application in memory."""
    return Portico.start()


@pytest.fixture
def clock() -> SteppingClock:
    """A clock at noon on 1 March 2026 that moves when it is told to."""
    return SteppingClock()
