"""How often one may try."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries under `key` within a time that begins with the first of them."""

    key: str
    most: int
    within: timedelta
