"""What every JobQueue promises, asked of each of them."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Event
from time import sleep
from uuid import UUID, uuid4

import pytest
from injector import Injector

from application.ids import IdSource
from application.jobs.ports import Job, JobId, JobQueue, Lease, LeaseLost
from application.jobs.work import KeepJob, TakeJob
from application.knowledge.ports import KnowledgeStore
from support.gates import PATIENCE
from support.people import ADA, NOON

MINUTE = timedelta(minutes=1)


def a_job(queue: str = "reading") -> Job:
    return Job(
        id=JobId(uuid4()),
        queue=queue,
        kind="read",
        subject=uuid4(),
        organisation_id=ADA.organisation_id,
        traceparent="00-" + "a" * 32 + "-" + "b" * 16 + "-01",
    )


def enqueue(world: Injector, job: Job) -> None:
    with world.get(KnowledgeStore).transaction() as work:
        work.jobs.enqueue(job, at=NOON)
        work.commit()


def finish(world: Injector, lease: Lease) -> None:
    with world.get(KnowledgeStore).transaction() as work:
        work.jobs.finish(lease)
        work.commit()


@pytest.fixture
def queue(world: Injector) -> JobQueue:
    return world.get(JobQueue)


def take(queue: JobQueue, after: timedelta = timedelta(), name: str = "reading") -> Lease | None:
    now = NOON + after
    return queue.lease([name], now=now, until=lambda: now + MINUTE, token=uuid4())


def taken(queue: JobQueue, after: timedelta = timedelta()) -> Lease:
    lease = take(queue, after)
    assert lease is not None
    return lease


def test_a_job_comes_back_whole(world: Injector, queue: JobQueue) -> None:
    job = a_job()
    enqueue(world, job)

    lease = taken(queue)

    assert (lease.job, lease.attempt, lease.until) == (job, 1, NOON + MINUTE)


def test_a_job_that_was_not_committed_never_was(world: Injector, queue: JobQueue) -> None:
    with world.get(KnowledgeStore).transaction() as work:
        work.jobs.enqueue(a_job(), at=NOON)

    assert take(queue) is None


def test_only_the_current_lease_can_be_proved(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    first = taken(queue)
    second = taken(queue, after=2 * MINUTE)
    with world.get(KnowledgeStore).transaction() as work:
        work.jobs.prove(second)
        with pytest.raises(LeaseLost):
            work.jobs.prove(first)


def test_a_leased_job_is_nobody_elses_until_the_lease_runs_out(
    world: Injector, queue: JobQueue
) -> None:
    enqueue(world, a_job())
    taken(queue)

    assert take(queue, MINUTE - timedelta(seconds=1)) is None
    assert taken(queue, MINUTE).attempt == 2


def test_an_extended_lease_lasts_longer(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    lease = taken(queue)

    queue.extend(lease, until=lambda: NOON + 3 * MINUTE)

    assert take(queue, 2 * MINUTE) is None


def test_only_the_current_lease_may_finish(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    first = taken(queue)
    second = taken(queue, MINUTE)

    with pytest.raises(LeaseLost):
        finish(world, first)
    finish(world, second)

    assert take(queue, 9 * MINUTE) is None


def test_only_the_current_lease_may_be_extended(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    first = taken(queue)
    taken(queue, MINUTE)

    with pytest.raises(LeaseLost):
        queue.extend(first, until=lambda: NOON + 9 * MINUTE)


def test_a_finished_job_cannot_be_finished_again(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    lease = taken(queue)
    finish(world, lease)

    with pytest.raises(LeaseLost):
        finish(world, lease)


def test_finishing_is_part_of_the_transaction(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    lease = taken(queue)

    with world.get(KnowledgeStore).transaction() as work:
        work.jobs.finish(lease)

    assert taken(queue, MINUTE).job == lease.job


def test_a_job_given_back_rests_until_it_is_due(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    queue.give_back(taken(queue), due=NOON + timedelta(seconds=5))

    assert take(queue, timedelta(seconds=4)) is None
    assert taken(queue, timedelta(seconds=5)).attempt == 2


def test_an_attempt_that_does_not_count_never_was(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    for _ in range(3):
        lease = taken(queue)
        assert lease.attempt == 1
        queue.give_back(lease, due=NOON, counts=False)


class Ticking:
    """A clock that says noon once, and five minutes later from then on; `told` counts."""

    def __init__(self) -> None:
        self.told, self.first = 0, Event()

    def now(self) -> datetime:
        self.told += 1
        self.first.set()
        return NOON if self.told == 1 else NOON + 5 * MINUTE


@pytest.mark.parametrize("work", ["takes", "keeps"])
def test_a_lease_is_counted_from_after_a_wait(
    world: Injector, queue: JobQueue, database_url: str, work: str
) -> None:
    """Somebody writes for five minutes; on PostgreSQL nobody waits for that."""
    enqueue(world, a_job())
    clock, waits = Ticking(), not database_url.startswith("postgresql")
    lease = taken(queue) if work == "keeps" else None
    with ThreadPoolExecutor(1) as worker:
        with world.get(KnowledgeStore).transaction() as writing:
            writing.jobs.enqueue(a_job("other"), at=NOON)
            if lease is None:
                taking = TakeJob(queue, clock, world.get(IdSource), MINUTE)
                done: Future[Lease | None] = worker.submit(taking, ["reading"])
            else:
                clock.now()
                done = worker.submit(KeepJob(queue, clock, MINUTE), lease)
            assert clock.first.wait(PATIENCE)
            sleep(0.2)  # who does not wait has asked for the time by now
            assert clock.told == 1 or not waits
        lease = done.result(PATIENCE) or lease
    assert take(queue, 6 * MINUTE - timedelta(seconds=1)) is None
    assert lease is not None
    assert taken(queue, 6 * MINUTE).job == lease.job


def test_giving_back_a_lost_lease_changes_nothing(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job())
    first = taken(queue)
    second = taken(queue, MINUTE)

    queue.give_back(first, due=NOON)

    assert take(queue, MINUTE) is None
    finish(world, second)


def test_a_job_may_be_leased_from_birth(world: Injector, queue: JobQueue) -> None:
    job, token = a_job(), uuid4()
    with world.get(KnowledgeStore).transaction() as work:
        lease = work.jobs.enqueue_leased(job, token=token, until=NOON + MINUTE)
        work.commit()

    assert lease == Lease(job, token, NOON + MINUTE, 1)
    assert take(queue) is None
    assert taken(queue, MINUTE).attempt == 2


def test_queues_are_apart(world: Injector, queue: JobQueue) -> None:
    enqueue(world, a_job("answering"))

    assert take(queue) is None
    assert queue.waiting() == {"answering": 1}
    assert take(queue, name="answering") is not None


def test_the_job_that_was_due_first_goes_first(world: Injector, queue: JobQueue) -> None:
    older, newer = a_job(), a_job()
    with world.get(KnowledgeStore).transaction() as work:
        work.jobs.enqueue(newer, at=NOON)
        work.jobs.enqueue(older, at=NOON - MINUTE)
        work.commit()

    assert [taken(queue).job, taken(queue).job] == [older, newer]


def test_no_two_workers_get_the_same_job(world: Injector, queue: JobQueue) -> None:
    for job in (jobs := [a_job() for _ in range(12)]):
        enqueue(world, replace(job, traceparent=None))
    barrier = Barrier(6)

    def work(_: int) -> list[UUID]:
        barrier.wait(timeout=60)
        got: list[UUID] = []
        while (lease := take(queue)) is not None:
            got.append(lease.job.id)
        return got

    with ThreadPoolExecutor(6) as pool:
        got = [one for each in pool.map(work, range(6)) for one in each]

    assert sorted(got) == sorted(job.id for job in jobs)
