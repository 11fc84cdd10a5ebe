"""Jobs in a relational database: a lease is a due time in the future and a token."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from adapters.database.in_transaction import change, find
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.jobs.tables import jobs
from application.jobs.ports import Job, JobId, Lease, LeaseLost, Until
from application.service import service
from domain.ids import OrganisationId

HELD = (jobs.c.id == bindparam("held_job"), jobs.c.token == bindparam("held_token"))
ADD, PROVE, FINISH = insert(jobs), select(jobs.c.id).where(*HELD), delete(jobs).where(*HELD)
NEXT_DUE = (
    select(jobs.c.id)
    .where(jobs.c.queue.in_(bindparam("queues", expanding=True)), jobs.c.due_at <= bindparam("now"))
    .order_by(jobs.c.due_at, jobs.c.id)
    .limit(1)
)
# built once: to build one takes longer than to run it


@service
class SqlJobs:
    connection: Connection

    def enqueue(self, job: Job, *, at: datetime) -> None:
        change(self.connection, ADD, _to_row(job, at))

    def enqueue_leased(self, job: Job, *, token: UUID, until: datetime) -> Lease:
        row = {**_to_row(job, until), "token": token, "attempts": 1}
        change(self.connection, ADD, row)
        return Lease(job, token, until, 1)

    def prove(self, lease: Lease) -> None:
        if not find(self.connection, PROVE, _named(lease)):
            raise LeaseLost

    def finish(self, lease: Lease) -> None:
        if change(self.connection, FINISH, _named(lease)) == 0:
            raise LeaseLost


@service
class SqlJobQueue:
    database: SqlDatabase

    def lease(
        self, queues: Collection[str], *, now: datetime, until: Until, token: UUID
    ) -> Lease | None:
        named = {"queues": list(queues), "now": now}
        if not asked(self.database, NEXT_DUE, named):  # which costs no write lock
            return None
        with self.database.writing() as connection:
            connection.begin()  # waits for SQLite's one write lock
            end = until()
            row = connection.execute(_taken(end, token), named).one_or_none()
            connection.commit()
        return None if row is None else Lease(_to_job(row), token, end, row.attempts)

    def extend(self, lease: Lease, *, until: Until) -> None:
        self._change(lease, lambda: {"due_at": until()})

    def give_back(self, lease: Lease, *, due: datetime, counts: bool = True) -> None:
        attempts = jobs.c.attempts if counts else jobs.c.attempts - 1
        try:
            self._change(lease, lambda: {"due_at": due, "token": None, "attempts": attempts})
        except LeaseLost:
            return

    def waiting(self) -> dict[str, int]:
        counted = select(jobs.c.queue, func.count()).group_by(jobs.c.queue)
        with self.database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(counted)}

    def _change(self, lease: Lease, values: Callable[[], dict[str, Any]]) -> None:
        with self.database.writing() as connection:
            connection.begin()
            change = update(jobs).where(*HELD).values(values())
            if connection.execute(change, _named(lease)).rowcount == 0:
                raise LeaseLost
            connection.commit()


def _taken(until: datetime, token: UUID) -> Any:
    chosen = NEXT_DUE.with_for_update(skip_locked=True).scalar_subquery()
    taken = update(jobs).where(jobs.c.id == chosen)
    return taken.values(due_at=until, token=token, attempts=jobs.c.attempts + 1).returning(*jobs.c)


def _named(lease: Lease) -> dict[str, UUID]:
    return {"held_job": lease.job.id, "held_token": lease.token}


def _to_row(job: Job, due: datetime) -> dict[str, Any]:
    return {
        "id": job.id,
        "queue": job.queue,
        "kind": job.kind,
        "subject": job.subject,
        "organisation_id": job.organisation_id,
        "traceparent": job.traceparent,
        "due_at": due,
        "attempts": 0,
    }


def _to_job(row: Row[Any]) -> Job:
    return Job(
        id=JobId(row.id),
        queue=row.queue,
        kind=row.kind,
        subject=row.subject,
        organisation_id=OrganisationId(row.organisation_id),
        traceparent=row.traceparent,
    )
