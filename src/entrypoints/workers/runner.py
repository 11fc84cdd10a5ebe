"""See one leased job through: keep the lease, do the job, say how it went."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import structlog

from application.errors import Unavailable
from application.jobs.ports import Lease, LeaseLost, Postponed
from application.jobs.work import DoJob, ReturnJob
from application.tracing import Trace
from entrypoints.observability.metrics import JOB_SECONDS, JOBS
from entrypoints.workers.kept_leases import KeptLeases

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class JobRunner:
    do: DoJob
    leases: KeptLeases
    give_back: ReturnJob

    def __call__(self, lease: Lease, begun: Callable[[], None] | None = None) -> str:
        """Return `done`, `lost` (to another worker), `postponed` or `failed`. Never raises.

        The last two are given back.

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
            with self.leases.kept(lease):
                self.do(lease, begun)
        except LeaseLost:
            return "lost"
        except Postponed as why:
            self._return(lease, why)
            return "postponed"
        except Exception:  # the outermost loop: what it was is logged, the job is tried again
            log.exception("job_failed", kind=lease.job.kind, subject=str(lease.job.subject))
            self._return(lease)
            return "failed"
        return "done"

    def _return(self, lease: Lease, postponed: Postponed | None = None) -> None:
        try:
            if postponed is None:
                self.give_back(lease)
            else:
                self.give_back.postponed(lease, postponed.rest)
        except Unavailable:  # then its lease runs out by itself
            log.warning("job_not_returned", subject=str(lease.job.subject))
