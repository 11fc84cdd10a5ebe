"""Jobs in a dictionary, held to the same contract as the database's."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from application.jobs.ports import Job, Lease, LeaseLost, Until
from application.service import service

JOBS = "jobs"


@dataclass(frozen=True, slots=True)
class HeldJob:
    job: Job
    due: datetime
    token: UUID | None = None
    attempts: int = 0


@service
class InMemoryJobs:
    work: MemoryTransaction

    def enqueue(self, job: Job, *, at: datetime) -> None:
        self.work.table(JOBS)[job.id] = HeldJob(job, at)

    def enqueue_leased(self, job: Job, *, token: UUID, until: datetime) -> Lease:
        self.work.table(JOBS)[job.id] = HeldJob(job, until, token, 1)
        return Lease(job, token, until, 1)

    def prove(self, lease: Lease) -> None:
        _held(self.work, lease)

    def finish(self, lease: Lease) -> None:
        _held(self.work, lease)
        del self.work.table(JOBS)[lease.job.id]


@service
class InMemoryJobQueue:
    database: MemoryDatabase

    def lease(
        self, queues: Collection[str], *, now: datetime, until: Until, token: UUID
    ) -> Lease | None:
        with self.database.writing() as work:
            end = until()
            held: Collection[HeldJob] = work.table(JOBS).values()
            due = [one for one in held if one.job.queue in queues and one.due <= now]
            if not due:
                return None
            first = min(due, key=lambda one: (one.due, one.job.id))
            taken = replace(first, due=end, token=token, attempts=first.attempts + 1)
            work.table(JOBS)[first.job.id] = taken
            work.commit()
        return Lease(taken.job, token, end, taken.attempts)

    def extend(self, lease: Lease, *, until: Until) -> None:
        with self.database.writing() as work:
            work.table(JOBS)[lease.job.id] = replace(_held(work, lease), due=until())
            work.commit()

    def give_back(self, lease: Lease, *, due: datetime, counts: bool = True) -> None:
        with self.database.writing() as work:
            try:
                held = _held(work, lease)
            except LeaseLost:
                return
            attempts = held.attempts if counts else held.attempts - 1
            given = replace(held, due=due, token=None, attempts=attempts)
            work.table(JOBS)[lease.job.id] = given
            work.commit()

    def waiting(self) -> dict[str, int]:
        return dict(Counter(one.job.queue for one in self.database.rows(JOBS).values()))


def _held(work: MemoryTransaction, lease: Lease) -> HeldJob:
    held: HeldJob | None = work.table(JOBS).get(lease.job.id)
    if held is None or held.token != lease.token:
        raise LeaseLost
    return held
