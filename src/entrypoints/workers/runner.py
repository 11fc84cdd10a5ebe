"""See one leased job through: keep the lease, do the job, say how it went."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter

import structlog

from application.errors import Unavailable
from application.jobs.ports import Lease, LeaseLost
from application.jobs.work import DoJob, KeepJob, ReturnJob
from application.tracing import Trace
from entrypoints.observability.metrics import JOB_SECONDS, JOBS

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class JobRunner:
    do: DoJob
    keep: KeepJob
    give_back: ReturnJob

    def __call__(self, lease: Lease, begun: Callable[[], None] | None = None) -> str:
        """Return `done`, `lost` (to another worker) or `failed` (and given back). Never raises.

        A job that was `begun` by its maker goes on there.
        """
        began = perf_counter()
        trace = Trace.parse(lease.job.traceparent)
        with structlog.contextvars.bound_contextvars(trace_id=trace.trace_id if trace else None):
            outcome = self._outcome(lease, begun)
            seconds = perf_counter() - began
            JOBS.labels(lease.job.kind, outcome).inc()
            JOB_SECONDS.labels(lease.job.kind).observe(seconds)
            log.info(
                "job",
                kind=lease.job.kind,
                subject=str(lease.job.subject),
                attempt=lease.attempt,
                outcome=outcome,
                ms=round(seconds * 1000, 1),
            )
        return outcome

    def _outcome(self, lease: Lease, begun: Callable[[], None] | None) -> str:
        try:
            with self._kept(lease):
                self.do(lease, begun)
        except LeaseLost:
            return "lost"
        except Exception:  # the outermost loop: what it was is logged, the job is tried again
            log.exception("job_failed", kind=lease.job.kind, subject=str(lease.job.subject))
            self._return(lease)
            return "failed"
        return "done"

    def _return(self, lease: Lease) -> None:
        try:
            self.give_back(lease)
        except Unavailable:  # then its lease runs out by itself
            log.warning("job_not_returned", subject=str(lease.job.subject))

    @contextmanager
    def _kept(self, lease: Lease) -> Iterator[None]:
        """Extend the lease in the background, three times as often as needed."""
        over = Event()
        heart = Thread(target=self._beat, args=(lease, over), daemon=True, name="lease")
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()

    def _beat(self, lease: Lease, over: Event) -> None:
        while not over.wait(self.keep.lasting.total_seconds() / 3):
            try:
                self.keep(lease)
            except LeaseLost:
                return
            except Unavailable:
                log.warning("lease_not_extended", subject=str(lease.job.subject))
