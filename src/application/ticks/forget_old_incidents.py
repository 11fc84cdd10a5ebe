"""Forget incidents that were long ago."""

from datetime import timedelta

from application.clock import Clock
from application.service import service
from application.ticks.ports import Incidents
from domain.ticks.moments import microseconds


@service
class ForgetOldIncidents:
    incidents: Incidents
    clock: Clock
    keep: timedelta

    def __call__(self) -> int:
        """Return how many were forgotten."""
        return self.incidents.forget(microseconds(self.clock.now() - self.keep))
