"""Real servers: used when they are up, and demanded when PORTICO_REQUIRE_SERVICES is set."""

import os
from typing import NoReturn

import pytest


def url_of(variable: str, what: str) -> str:
    """Return a server's URL, or skip the test with a reason."""
    url = os.environ.get(variable, "")
    if not url:
        lacking(f'{what} is not up: set {variable}, or run eval "$(scripts/services env)"')
    return url


def lacking(reason: str) -> NoReturn:
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("PORTICO_REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
