"""The dictionaries that people are kept in."""

from collections.abc import Callable
from typing import Any

from adapters.database.memory import Rows

ACCOUNTS, CHALLENGES, SESSIONS = "accounts", "challenges", "sessions"
ATTEMPTS, SIGNING_KEYS = "attempts", "signing_keys"


def drop(rows: Rows, goes: Callable[[Any], bool]) -> int:
    """Remove the rows that go, and return how many they were."""
    gone = [key for key, one in rows.items() if goes(one)]
    for key in gone:
        del rows[key]
    return len(gone)
