"""The job to go on with an import, which is in the transaction that makes it wait."""

from uuid import UUID

from application.jobs.ports import Job, job_for
from domain.insights.imported import Import

IMPORTING = "importing"
DO_IMPORT = "do_import"
AT_ONCE_BYTES = 131_072
"""A larger file is for a worker: some thousand rows are read and held within a second or two."""


def job_on(one: Import, id: UUID) -> Job:
    return job_for(
        one.id, id=id, queue=IMPORTING, kind=DO_IMPORT, organisation_id=one.organisation_id
    )
