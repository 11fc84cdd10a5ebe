"""How long to wait before the next attempt: exponential with full jitter.

https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """`most_attempts` includes the first."""

    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=5)
    most_attempts: int = 6

    def rest(self, attempts: int, share: float) -> timedelta:
        """Return how long to rest after so many attempts; `share` is drawn from [0, 1)."""
        bound: timedelta = min(self.longest, self.first * 2 ** min(attempts - 1, 30))
        return bound * share
