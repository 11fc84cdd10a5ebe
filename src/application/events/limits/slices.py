"""Taking from a busy bucket in advance, so that not every request asks the database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from application.events.limits.ports import BucketId, Buckets, Spend
from domain.events.limits.allowance import Allowance
from domain.events.limits.policy import HOLD, Policy

MOST = 10_000


@dataclass(slots=True)
class Slice:
    """What this process holds of one bucket: `left` events until `until`.

    `level` is the highest that was seen. Levels never sink, so what has no room beside it has none
    beside the true one: a flood is refused without a look at the database.
    """

    lock: Lock = field(default_factory=Lock)
    left: int = 0
    until: int = 0
    spent: int = 0
    before: int = 0
    level: int = 0


@dataclass(slots=True)
class Slices:
    """Never more at once than the process spent in the last HOLD: a slow one takes one by one."""

    buckets: Buckets
    now: Callable[[], int]
    _held: dict[BucketId, Slice] = field(default_factory=dict)

    def take(self, bucket: BucketId, policy: Policy, events: int) -> tuple[bool, Allowance, int]:
        """Return whether they fit, what is left, and the nanoseconds to wait when they do not."""
        held = self._of(bucket)
        with held.lock:
            now = self.now()
            _turn(held, now)
            fits = held.left >= events or self._fetch(held, bucket, policy, events, now)
            if fits:
                held.left -= events
                held.spent += events
            allowance = Allowance.of(bucket.named, policy, held.level, now, held.left)
            return fits, allowance, policy.wait(held.level, now, events - held.left)

    def _fetch(self, held: Slice, bucket: BucketId, policy: Policy, events: int, now: int) -> bool:
        least = events - held.left
        ahead = max(least, held.before, held.spent) if policy.in_advance else least
        for wanted in sorted({ahead, least}, reverse=True):
            if policy.wait(held.level, now, wanted):
                continue
            spend = Spend(policy.cost(wanted), policy.depth)
            taken = self.buckets.take({bucket: spend}, now)
            held.level = max(held.level, taken.levels[bucket])
            if taken.fits:
                held.left += wanted
                return True
        return False

    def _of(self, bucket: BucketId) -> Slice:
        held = self._held.get(bucket)
        if held is None:
            if len(self._held) >= MOST:
                self._held = {}  # what they held is forfeit, and nobody is given more by that
            held = self._held.setdefault(bucket, Slice())
        return held


def _turn(held: Slice, now: int) -> None:
    """Forfeit what was kept for too long."""
    if held.until <= now:
        idle = now - held.until > HOLD
        held.before, held.spent, held.left = 0 if idle else held.spent, 0, 0
        held.until = now + HOLD
