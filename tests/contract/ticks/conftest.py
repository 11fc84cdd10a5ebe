"""A market on each kind of store."""

import pytest
from injector import Injector

from support.led_markets import Led, led


@pytest.fixture
def market(world: Injector) -> Led:
    return led(world)
