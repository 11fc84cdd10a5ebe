"""What the crash harness forks its parts off."""

from collections.abc import Iterator

import pytest

from support.crashing.zygote import Zygote, zygote


@pytest.fixture(scope="session")
def forks() -> Iterator[Zygote]:
    with zygote() as started:
        yield started
