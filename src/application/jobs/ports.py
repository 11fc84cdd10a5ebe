"""What long work needs from the outside world."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, Protocol
from uuid import UUID

from application.tracing import current_trace
from domain.errors import Conflict
from domain.ids import OrganisationId

JobId = NewType("JobId", UUID)


class Postponed(Exception):
    """A handler cannot do its job now; it is due again after `rest`, and that was no attempt."""

    def __init__(self, rest: timedelta) -> None:
        super().__init__(f"it is to be tried again in {rest}")
        self.rest = rest


class LeaseLost(Conflict):
    """Somebody else holds the job now: drop what was done, commit nothing."""

    code = "lease_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Do `kind` to `subject`. Workers choose by `queue`; `traceparent` says on whose behalf."""

    id: JobId
    queue: str
    kind: str
    subject: UUID
    organisation_id: OrganisationId
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to do a job until `until`; `token` proves it, `attempt` counts from 1."""

    job: Job
    token: UUID
    until: datetime
    attempt: int


def job_for(
    subject: UUID, *, id: UUID, queue: str, kind: str, organisation_id: OrganisationId
) -> Job:
    """Make a job on behalf of the trace that we are in."""
    trace = current_trace()
    return Job(
        id=JobId(id),
        queue=queue,
        kind=kind,
        subject=subject,
        organisation_id=organisation_id,
        traceparent=str(trace) if trace else None,
    )


class Jobs(Protocol):
    """Jobs as a transaction sees them: added and finished together with the change they are for."""

    def enqueue(self, job: Job, *, at: datetime) -> None:
        """Let any worker take it from `at` on."""

    def enqueue_leased(self, job: Job, *, token: UUID, until: datetime) -> Lease:
        """Add a job that its maker does himself; others may take it after `until`."""

    def prove(self, lease: Lease) -> None:
        """Raises LeaseLost when the lease is not the current one."""

    def finish(self, lease: Lease) -> None:
        """Take the job away; raises LeaseLost when the lease is not the current one."""


Until = Callable[[], datetime]
"""Asked once nobody has to be waited for any more: a wait must not eat up the lease."""


class JobQueue(Protocol):
    def lease(
        self, queues: Collection[str], *, now: datetime, until: Until, token: UUID
    ) -> Lease | None:
        """Take the oldest job that is due and not held; no two callers get the same one."""

    def extend(self, lease: Lease, *, until: Until) -> None:
        """Hold it longer; raises LeaseLost when somebody else has it or it is done."""

    def give_back(self, lease: Lease, *, due: datetime, counts: bool = True) -> None:
        """Let it be tried again from `due` on; says nothing when the lease is lost already.

        Unless it `counts`, the attempt that is over never was one.
        """

    def waiting(self) -> dict[str, int]:
        """Count the jobs that are not done, by queue."""


class JobHandler(Protocol):
    def __call__(self, lease: Lease) -> None:
        """Do the job and finish it in the transaction that holds its effect.

        Runs again after a crash: doing it twice must come to the same.
        """

    def give_up(self, lease: Lease) -> None:
        """Put on record that it will not be done, and finish it."""
