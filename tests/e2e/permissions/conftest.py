"""An organisation to ask in."""

import pytest

from e2e.permissions.town import Town
from entrypoints.testing import Portico


@pytest.fixture
def town(portico: Portico) -> Town:
    return Town.founded(portico)
