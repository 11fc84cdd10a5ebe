"""Events as a sender would tell them."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from domain.events.incoming import Incoming

HAPPENED = datetime(2026, 5, 4, 11, 30, tzinfo=UTC)
_numbers = count(1)


def an_event(**changes: Any) -> Incoming:
    """Return an event with an id of its own."""
    own = f"e-{next(_numbers)}"
    event = Incoming(id=own, source="shop", type="order.paid", data={"total": 12})
    return event._replace(**changes)
