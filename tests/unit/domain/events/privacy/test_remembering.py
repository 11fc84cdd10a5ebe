"""What is somebody's stays in no memory of the process once its event was seen to."""

from sys import getrefcount
from uuid import uuid4

import pytest

from domain.events.normalising.fields import canonical
from domain.events.privacy import redact


def _new(text: str) -> str:
    """Return a text that nothing else holds."""
    return text.format(uuid4().hex)


@pytest.mark.parametrize("key", ["{}@example.com", "Anna {}", "{}"], ids=["email", "name", "id"])
def test_no_key_is_kept_that_may_be_somebodys(key: str) -> None:
    own = _new(key)
    before = getrefcount(own)
    redact({own: 1, "user": "a"})
    redact({"user": "a", own: {"number": 2}})
    canonical({own: "x"})

    assert getrefcount(own) == before
