"""What a person may settle for one question: where to look, for what, and how."""

from dataclasses import dataclass
from enum import StrEnum

from domain.conversations.errors import QueryEmpty
from domain.ids import DocumentId

USUAL_EVIDENCE, MOST_EVIDENCE = 8, 20
"""Passages that a question is answered from."""


class SearchBy(StrEnum):
    HYBRID = "hybrid"
    KEYWORD = "keyword"
    DENSE = "dense"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """`document_ids` None means the conversation's choice, empty every document.

    `query` None means the question itself, rewritten if it leans on the one before.
    """

    document_ids: tuple[DocumentId, ...] | None = None
    query: str | None = None
    mode: SearchBy = SearchBy.HYBRID
    limit: int = USUAL_EVIDENCE

    def __post_init__(self) -> None:
        """Refuse a query without words; raises QueryEmpty."""
        if self.query is not None and not self.query.strip():
            raise QueryEmpty


AS_USUAL = Asking()
