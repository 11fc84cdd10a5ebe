"""Forget what models were told and wrote, once it was kept long enough."""

from datetime import timedelta
from typing import Final

from application.clock import Clock
from application.insights.words.ports import DraftLog
from application.service import service

KEPT: Final = timedelta(days=90)


@service
class ForgetDrafts:
    log: DraftLog
    clock: Clock

    def __call__(self) -> int:
        """Return how many were forgotten."""
        return self.log.forget(self.clock.now() - KEPT)
