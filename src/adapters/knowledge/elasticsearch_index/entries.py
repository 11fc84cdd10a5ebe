"""What is kept of a passage, under which key."""

from functools import cache
from typing import TYPE_CHECKING

from adapters.knowledge.elasticsearch_index.bulk import Entry
from adapters.knowledge.file_index.analysis import analyser, readable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId

if TYPE_CHECKING:
    from tantivy import TextAnalyzer


@cache
def shared_analyser() -> "TextAnalyzer":
    return analyser()


def key(organisation_id: OrganisationId, passage: str) -> str:
    """Return what the server knows it by: no organisation can overwrite what is another's."""
    return f"{organisation_id.hex}-{passage}"


def entry(
    organisation_id: OrganisationId, document_id: DocumentId, passage: IndexedPassage
) -> Entry:
    """Return terms, names and vector; a vector of zeros has no cosine and is left out."""
    kept: Entry = {
        "organisation_id": organisation_id.hex,
        "document_id": document_id.hex,
        "passage_id": passage.id.hex,
        "terms": " ".join(shared_analyser().analyze(readable(passage.text))),
    }
    return {**kept, "vector": list(passage.vector)} if any(passage.vector) else kept
