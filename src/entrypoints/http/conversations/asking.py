"""How one question may be asked otherwise than its conversation's others."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from domain.conversations.asking import MOST_EVIDENCE, USUAL_EVIDENCE, Asking, SearchBy
from domain.ids import DocumentId
from entrypoints.http.shapes import WORDS


class RetrievalDraft(msgspec.Struct, forbid_unknown_fields=True):
    """`query` is searched for in place of the question; `limit` passages are read."""

    query: (
        Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, extra_json_schema=WORDS)]
        | None
    ) = None
    mode: SearchBy = SearchBy.HYBRID
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_EVIDENCE)] = USUAL_EVIDENCE


def settled(document_ids: list[UUID] | None, retrieval: RetrievalDraft | None) -> Asking | None:
    """Return what was settled for this question, if anything was; raises QueryEmpty."""
    if document_ids is None and retrieval is None:
        return None
    how = retrieval or RetrievalDraft()
    chosen = None if document_ids is None else tuple(map(DocumentId, dict.fromkeys(document_ids)))
    return Asking(document_ids=chosen, query=how.query, mode=how.mode, limit=how.limit)
