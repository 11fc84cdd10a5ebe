"""What a failed attempt means: for the event, and for the consumer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from application.clock import Clock
from application.errors import Unavailable
from application.events.processing.ports import Poisoned, TryLater
from application.ids import IdSource
from domain.events.backlog import Backlogged, Failure, Waiting
from domain.events.breaker import Breaker
from domain.events.retrying import RetryPolicy
from domain.events.seen import Lane, SeenEvent

LONGEST_DETAIL = 500


def _nobody(item: Backlogged) -> None:
    """Hear of it and say nothing."""


@dataclass(frozen=True, slots=True)
class Failing:
    """`draw` returns a number in [0, 1), `redacted` a text without personal data.

    `heard` is told of every event that failed, for the log: by its id, and with nothing it says.
    """

    clock: Clock
    ids: IdSource
    draw: Callable[[], float]
    redacted: Callable[[str], str]
    heard: Callable[[Backlogged], None] = _nobody
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    breakers: dict[str, Breaker] = field(default_factory=dict)

    def require(self, consumer: str) -> None:
        """Raises Unavailable while the consumer's breaker is open."""
        if not self._of(consumer).lets(self.clock.now()):
            raise Unavailable(f"the consumer {consumer}", "it failed too often in a row")

    def succeeded(self, consumer: str) -> None:
        self._of(consumer).succeeded()

    def failed(self, consumer: str, lane: Lane, error: Exception) -> None:
        """Raises Unavailable when it is the consumer that fails, and not its events."""
        if not isinstance(error, Poisoned) and self._of(consumer).failed(lane, self.clock.now()):
            raise Unavailable(f"the consumer {consumer}", "it failed for many keys in a row")

    def begun(self, consumer: str, event: SeenEvent) -> Backlogged:
        """Return what waits for its first attempt to be judged."""
        now = self.clock.now()
        return Backlogged.behind(self.ids.new(), consumer, event, Waiting.RETRYING, now)

    def judged(self, item: Backlogged, error: Exception) -> Backlogged:
        """Say when it is tried again, or that it is not."""
        judged = self._judged(item, error)
        self.heard(judged)
        return judged

    def _judged(self, item: Backlogged, error: Exception) -> Backlogged:
        now = self.clock.now()
        if self._of(item.consumer).is_tripped:
            return item.put_off(now + self.policy.rest(1, self.draw()))
        failure = Failure(now, _code(error), self.redacted(str(error))[:LONGEST_DETAIL])
        attempts = item.attempts + 1
        if isinstance(error, Poisoned) or attempts >= self.policy.most_attempts:
            return item.died(failure)
        return item.failed(failure, now + self._rest(error, attempts))

    def _rest(self, error: Exception, attempts: int) -> timedelta:
        if isinstance(error, TryLater):
            return error.after
        return self.policy.rest(attempts, self.draw())

    def _of(self, consumer: str) -> Breaker:
        return self.breakers.setdefault(consumer, Breaker())


def _code(error: Exception) -> str:
    if isinstance(error, TryLater):
        return "try_later"
    return str(getattr(error, "code", "handler_failed"))[:40]
