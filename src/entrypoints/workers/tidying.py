"""Clear away, now and then, what has been kept long enough."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from entrypoints.observability.metrics import FORGOTTEN

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tidying:
    """`forgets` are told by what they forget; each returns how many."""

    forgets: Mapping[str, Callable[[], int]]
    every: timedelta

    def __call__(self) -> bool:
        """Forget what is due; returns False, for there is nothing left to do at once."""
        for what, forget in self.forgets.items():
            many = forget()
            FORGOTTEN.labels(what).inc(many)
            if many:
                log.info("forgotten", what=what, many=many)
        return False
