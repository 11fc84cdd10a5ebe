"""Forget which words were fresh, long after they were."""

from datetime import timedelta
from typing import Final

from application.campaigns.briefs.ports import Writings
from application.clock import Clock
from application.service import service

KEEPING: Final = timedelta(hours=1)


@service
class ForgetWritings:
    """Briefs keep their words: only what is found by its meaning goes."""

    writings: Writings
    clock: Clock

    def __call__(self) -> int:
        return self.writings.forget(self.clock.now() - KEEPING)
