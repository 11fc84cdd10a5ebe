"""Forget answers that nobody will ask for again."""

from datetime import timedelta

from application.clock import Clock
from application.idempotency.ports import IdempotencyStore
from application.service import service

KEEPING = timedelta(days=7)


@service
class ForgetAnswers:
    store: IdempotencyStore
    clock: Clock
    keeping: timedelta = KEEPING

    def __call__(self) -> int:
        """Forget keys reserved longer ago than that, and return how many: they are new again."""
        return self.store.forget(self.clock.now() - self.keeping)
