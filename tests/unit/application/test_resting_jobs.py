"""How long a job rests after an attempt that failed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from application.jobs.ports import Job, JobId, Lease
from application.jobs.work import LONGEST_REST, ReturnJob
from domain.ids import OrganisationId
from entrypoints.testing.doubles import NOON, StoppedClock


@dataclass(slots=True)
class Returned:
    """A JobQueue that jobs are given back to."""

    due: list[datetime] = field(default_factory=list)

    def give_back(self, lease: Lease, *, due: datetime) -> None:
        self.due.append(due)


@pytest.mark.parametrize(
    ("attempt", "rest"),
    [
        (1, timedelta(seconds=1)),
        (2, timedelta(seconds=2)),
        (9, timedelta(seconds=256)),
        (10, LONGEST_REST),
        (10_000, LONGEST_REST),
    ],
)
def test_it_rests_twice_as_long_each_time_up_to_five_minutes(attempt: int, rest: timedelta) -> None:
    organisation = OrganisationId(uuid4())
    job = Job(id=JobId(uuid4()), queue="q", kind="k", subject=uuid4(), organisation_id=organisation)
    queue = Returned()
    give_back = ReturnJob(queue, StoppedClock())  # type: ignore[arg-type]  # is given back to, and no more

    assert give_back(Lease(job, uuid4(), NOON, attempt)) == rest
    assert queue.due == [NOON + rest]
