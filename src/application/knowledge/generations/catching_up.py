"""Let somebody close a generation's gaps: at most one job each does, in slices."""

from datetime import datetime, timedelta
from uuid import UUID

from application.jobs.ports import job_for
from application.knowledge.ports import KnowledgeWork
from domain.ids import OrganisationId
from domain.knowledge.generation import GenerationId

CATCH_UP, DROP, POINT = "catch_up_generation", "drop_generation", "point_index"
INDEXING = "indexing"
"""A queue of its own, so that a rebuild waits behind nobody's upload and nobody behind it."""
AFTER_FAILURE = timedelta(seconds=30)
EVERYBODY = OrganisationId(UUID(int=0))


def engage(work: KnowledgeWork, id: GenerationId, *, job_id: UUID, at: datetime) -> None:
    """Have its gaps closed from `at` on, unless somebody is at it."""
    if work.generations.engage(id):
        enqueue(work, id, CATCH_UP, job_id=job_id, at=at)


def enqueue(
    work: KnowledgeWork, id: GenerationId, kind: str, *, job_id: UUID, at: datetime
) -> None:
    job = job_for(id, id=job_id, queue=INDEXING, kind=kind, organisation_id=EVERYBODY)
    work.jobs.enqueue(job, at=at)
