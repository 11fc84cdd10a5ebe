"""Keep the leases of the jobs that this process does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Thread
from time import monotonic, sleep
from uuid import UUID

import structlog

from application.errors import Unavailable
from application.jobs.ports import Lease, LeaseLost
from application.jobs.work import KeepJob

TIMES_AS_OFTEN = 3
log = structlog.get_logger()


class KeptLeases:
    """One thread for all of them: most jobs are over before their lease needs extending.

    It begins with a job and looks at least as often as a lease is extended, so that it need not be
    woken for a new one. When it finds none it ends, and lets go of all that it could reach.
    """

    def __init__(self, keep: KeepJob) -> None:
        self._keep = keep
        self._every = keep.lasting.total_seconds() / TIMES_AS_OFTEN
        self._held: dict[UUID, tuple[float, Lease]] = {}
        self._lock = Lock()
        self._beating = False

    @contextmanager
    def kept(self, lease: Lease) -> Iterator[None]:
        """Extend the lease in the background until the block ends, or until it is lost."""
        with self._lock:
            self._held[lease.token] = (monotonic() + self._every, lease)
            begins, self._beating = not self._beating, True
        if begins:
            Thread(target=self._beat, daemon=True, name="leases").start()
        try:
            yield
        finally:
            self._forget(lease)

    def _beat(self) -> None:
        while held := self._in_turn():
            for at, lease in held:
                if at <= monotonic():
                    self._extend(lease)
            sleep(self._rest())

    def _in_turn(self) -> list[tuple[float, Lease]]:
        """Return what is held, the most urgent first; with none of them, nobody beats any more."""
        with self._lock:
            self._beating = bool(self._held)
            return sorted(self._held.values(), key=lambda one: one[0])

    def _rest(self) -> float:
        with self._lock:
            first = min((at for at, _ in self._held.values()), default=monotonic() + self._every)
        return min(self._every, max(0.0, first - monotonic()))

    def _extend(self, lease: Lease) -> None:
        with self._lock:
            if lease.token in self._held:
                self._held[lease.token] = (monotonic() + self._every, lease)
        try:
            self._keep(lease)
        except LeaseLost:  # the job is done, or somebody else's by now
            self._forget(lease)
        except Unavailable:
            log.warning("lease_not_extended", subject=str(lease.job.subject))
        except Exception:  # one thread keeps all of them: others go on
            log.exception("lease_not_extended", subject=str(lease.job.subject))

    def _forget(self, lease: Lease) -> None:
        with self._lock:
            self._held.pop(lease.token, None)
