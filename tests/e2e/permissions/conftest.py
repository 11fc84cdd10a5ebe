"""An organisation to ask in: in memory, or on each kind of database where that matters."""

import pytest
from injector import Injector

from e2e.permissions.town import Town
from entrypoints.testing import Portico
from support.company import Company


@pytest.fixture
def town(portico: Portico) -> Town:
    return Town.founded(portico)


@pytest.fixture
def company(portico: Portico) -> Company:
    return Company.found(portico.container)


@pytest.fixture
def kept_company(world: Injector) -> Company:
    return Company.found(world)
