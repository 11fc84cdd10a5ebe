"""A token bucket in one number: the moment at which it will be full again.

The generic cell rate algorithm (ITU-T I.371, annex A): taking moves that moment into the future,
and nothing may move it further than the bucket is deep. Whole nanoseconds, rounded against who
takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SECOND = 1_000_000_000
HOLD = SECOND // 20
"""How long a process may keep what it took out in advance; then it is forfeit."""
FAST = 1_000
"""Events a second from which on a process takes in advance."""


@dataclass(frozen=True, slots=True, order=True)
class Policy:
    """`per_second` events flow in, up to `burst`, both 1 or more; `quota` may come at once.

    What is taken in advance is spent up to HOLD later. So a fast bucket is that much less deep: in
    any span of time no more is spent than `burst` and `per_second` allow (docs/events-sources.md).
    """

    per_second: int
    burst: int
    in_advance: bool = field(init=False, compare=False)
    depth: int = field(init=False, compare=False)
    quota: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once how far ahead of now the level may be, and what that lets through."""
        full = self.burst * SECOND // self.per_second
        fast = self.per_second >= FAST and full > 4 * HOLD
        depth = full - HOLD if fast else full
        object.__setattr__(self, "in_advance", fast)
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "quota", depth * self.per_second // SECOND)

    @property
    def window(self) -> int:
        """Return the whole seconds in which an empty bucket fills."""
        return max(1, -(-self.depth // SECOND))

    def cost(self, events: int) -> int:
        return -(-events * SECOND // self.per_second)

    def room(self, level: int, now: int) -> int:
        """Return the events that fit now."""
        left = self.depth - max(level - now, 0)
        return max(0, left * self.per_second // SECOND)

    def wait(self, level: int, now: int, events: int) -> int:
        """Return the nanoseconds until so many fit."""
        return max(0, max(level, now) + self.cost(events) - self.depth - now)
