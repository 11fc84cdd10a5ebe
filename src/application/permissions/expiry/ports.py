"""What removing things that are over needs from the outside world."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Kind(StrEnum):
    """In the order in which they go: a link is over once its grant went."""

    GRANTS = "grants"
    GUEST_LINKS = "guest_links"
    INVITATIONS = "invitations"
    SESSIONS = "sessions"
    CHALLENGES = "challenges"
    ATTEMPTS = "attempts"


Key = UUID | str
"""Ids, but for counts of tries: these have a digest."""


class ExpiredThings(Protocol):
    """Things that were over by a moment: grants with an end that passed, sessions that ended, …"""

    def over(self, kind: Kind, by: datetime, *, after: Key | None, most: int) -> Sequence[Key]:
        """Return the greatest keys below `after`; holds nothing, and waits for nobody."""

    def remove(self, kind: Kind, keys: Sequence[Key], by: datetime) -> int:
        """Remove those that are over by then still, in one transaction; returns how many.

        What others hold is left for another time: it waits for none of them. Grants go with all
        that came through them, and only while no change of their organisation's access is made.
        """
