"""What consumers are given in the place of an event that cannot be read."""

from collections.abc import Callable

from domain.events.entry import Entry
from domain.events.incoming import Incoming

UNREAD = "[unread]"
"""Instead of `data` of which nobody knows what in it is personal, or whose seal is broken."""
Unread = Callable[[int, Exception], None]
"""Hears of one, by its position in the journal; what the exception says may be personal."""


def unheard(position: int, error: Exception) -> None:
    """Hear of it and say nothing."""


def unread(entry: Entry) -> Incoming:
    """Return the event as far as the journal tells it in the open."""
    return Incoming(
        entry.external_id,
        entry.source,
        entry.type,
        UNREAD,
        entry.occurred_at,
        sequence=entry.sequence,
    )
