"""A town whose clock stands still, to send webhooks to."""

import pytest

from e2e.events.hooking import Hooks
from e2e.permissions.town import Town
from entrypoints.testing import Portico, SteppingClock


@pytest.fixture
def hooks(clock: SteppingClock) -> Hooks:
    return Hooks(Town.founded(Portico.start(clock=clock)), clock)
