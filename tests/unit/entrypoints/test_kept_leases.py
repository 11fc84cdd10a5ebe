"""Leases are extended while their jobs go on, and no longer."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from queue import Queue
from threading import Event
from uuid import uuid4

import pytest

from application.errors import Unavailable
from application.jobs.ports import Job, JobId, Lease, LeaseLost
from application.jobs.work import KeepJob
from domain.ids import OrganisationId
from entrypoints.testing.doubles import NOON, StoppedClock
from entrypoints.workers.kept_leases import KeptLeases

PATIENCE_SECONDS = 60


@dataclass(slots=True)
class Extensions:
    """A JobQueue that tells which leases are extended, and says what it is told to."""

    refuses: dict[Lease, Exception] = field(default_factory=dict)
    told: Queue[Lease] = field(default_factory=Queue)

    def extend(self, lease: Lease, *, until: datetime) -> None:
        self.told.put(lease)
        if lease in self.refuses:
            raise self.refuses[lease]

    def next(self) -> Lease:
        return self.told.get(timeout=PATIENCE_SECONDS)

    def until(self, lease: Lease) -> None:
        """Pass over what was told before this one is."""
        while self.next() != lease:
            """One that was told while this thread waited for its turn."""

    def forget(self) -> None:
        with self.told.mutex:
            self.told.queue.clear()


def a_lease() -> Lease:
    organisation = OrganisationId(uuid4())
    job = Job(id=JobId(uuid4()), queue="q", kind="k", subject=uuid4(), organisation_id=organisation)
    return Lease(job, uuid4(), NOON, 1)


@pytest.fixture
def queue() -> Extensions:
    return Extensions()


@pytest.fixture
def leases(queue: Extensions) -> KeptLeases:
    keep = KeepJob(queue, StoppedClock(), timedelta(seconds=0.03))  # type: ignore[arg-type]  # extends, and no more
    return KeptLeases(keep)


def test_a_lease_is_extended_again_and_again(leases: KeptLeases, queue: Extensions) -> None:
    lease = a_lease()
    with leases.kept(lease):
        assert [queue.next() for _ in range(3)] == [lease] * 3


def test_no_thread_is_left_when_all_is_over_and_one_begins_with_the_next_job(
    leases: KeptLeases, queue: Extensions
) -> None:
    before = set(threading.enumerate())
    with leases.kept(a_lease()):
        [watching] = {one for one in threading.enumerate() if one.name == "leases"} - before
    watching.join(PATIENCE_SECONDS)
    assert not watching.is_alive()

    lease = a_lease()
    with leases.kept(lease):
        queue.until(lease)


def test_a_job_that_is_over_is_let_go_while_others_are_kept(
    leases: KeptLeases, queue: Extensions
) -> None:
    brief, long = a_lease(), a_lease()
    with leases.kept(long):
        with leases.kept(brief):
            queue.until(brief)
            queue.until(long)
        queue.forget()
        for _ in range(2):  # the brief one may be told in the round that was under way
            queue.until(long)
        assert [queue.next() for _ in range(3)] == [long] * 3


def test_a_lease_that_is_lost_is_asked_for_no_more(leases: KeptLeases, queue: Extensions) -> None:
    lost, kept = a_lease(), a_lease()
    queue.refuses[lost] = LeaseLost()
    with leases.kept(lost), leases.kept(kept):
        told = [queue.next() for _ in range(6)]
    assert told.count(lost) == 1


def test_a_database_that_is_away_for_a_while_does_not_end_it(
    leases: KeptLeases, queue: Extensions
) -> None:
    lease = a_lease()
    queue.refuses[lease] = Unavailable("the database", "it is away")
    with leases.kept(lease):
        assert [queue.next() for _ in range(3)] == [lease] * 3


def test_what_nobody_foresaw_ends_it_neither(leases: KeptLeases, queue: Extensions) -> None:
    broken, kept = a_lease(), a_lease()
    queue.refuses[broken] = RuntimeError("a bug")
    with leases.kept(broken), leases.kept(kept):
        for lease in (broken, kept, broken, kept):
            queue.until(lease)


def test_a_first_job_after_a_rest_is_kept_too(leases: KeptLeases, queue: Extensions) -> None:
    with leases.kept(a_lease()):
        queue.next()
    Event().wait(0.1)  # longer than it looks away
    lease = a_lease()
    with leases.kept(lease):
        queue.until(lease)
