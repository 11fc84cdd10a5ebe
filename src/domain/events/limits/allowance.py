"""What is left of a bucket, for whoever takes from it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events.limits.policy import SECOND, Policy


@dataclass(frozen=True, slots=True)
class Allowance:
    """`quota` events in `window` seconds; `remaining` of them now, all of them in `reset` seconds.

    What other processes took since is not in it.
    """

    name: str
    quota: int
    window: int
    remaining: int
    reset: int

    @classmethod
    def of(cls, name: str, policy: Policy, level: int, now: int, held: int = 0) -> Allowance:
        """`held` was taken in advance and is still to be spent."""
        reset = -(-max(level - now, 0) // SECOND)
        room = min(policy.quota, policy.room(level, now) + held)
        return cls(name, policy.quota, policy.window, room, reset)
