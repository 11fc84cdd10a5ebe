"""A company on each kind of database, or in memory where that makes no difference."""

import pytest
from injector import Injector

from entrypoints.testing import Portico
from support.company import Company


@pytest.fixture
def company() -> Company:
    return Company.found(Portico.start().container)


@pytest.fixture
def kept_company(world: Injector) -> Company:
    return Company.found(world)
