"""What is somebody's stays in no memory of the process once its event was seen to."""

from sys import getrefcount
from uuid import uuid4

import pytest

from domain.events.normalising.fields import canonical
from domain.events.privacy import redact, redaction


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


def test_no_value_is_kept_for_what_it_says_of_another() -> None:
    own = "".join(one for one in uuid4().hex if one.isalpha()) + "Novak"
    before = getrefcount(own)
    redact({"type": own, "value": 1})

    assert getrefcount(own) == before


@pytest.mark.parametrize(
    "text", ["Anna Novak", "AnnaNovak", "ANNA", "anna\tnovak", "Anna\xa0Novak"]
)
def test_no_text_is_kept_that_may_be_a_name(text: str) -> None:
    redaction.SEEN_CLEAN.clear()
    redact({"colour": [text, "blue", "Blue"]})

    assert {"blue", "Blue"} == redaction.SEEN_CLEAN
