"""A request that breaks off between its effect and its answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from application.idempotency.ports import IdempotencyStore

HELD = timedelta(seconds=61)
"""After so long nobody believes any more that the first attempt goes on."""


@dataclass(slots=True)
class Crashing:
    """Breaks off at `answered`, once: the effect is there, the answer is not."""

    store: IdempotencyStore
    crashes: int = 1

    def answered(self, *args: Any) -> None:
        if self.crashes:
            self.crashes -= 1
            raise RuntimeError("the process dies here")
        self.store.answered(*args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)
