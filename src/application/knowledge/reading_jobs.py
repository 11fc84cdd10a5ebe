"""The jobs that documents are made ready and cleaned up by; all wait in one queue."""

from uuid import UUID

from application.jobs.ports import Job, job_for
from domain.knowledge.document import Document

INGESTION = "ingestion"
INGEST = "ingest_document"
SWEEP = "sweep_versions"
PURGE = "purge_document"


def job_on(document: Document, kind: str, *, id: UUID) -> Job:
    """Make a job of that kind on behalf of the trace that we are in.

    A document that is being read has one `ingest_document` job, whatever came in since.
    """
    return job_for(
        document.id,
        id=id,
        queue=INGESTION,
        kind=kind,
        organisation_id=document.organisation_id,
    )
