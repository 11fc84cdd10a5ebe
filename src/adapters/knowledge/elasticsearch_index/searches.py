"""Asking one physical index; while there is none, it holds nothing."""

from collections.abc import Collection, Sequence
from typing import Any

from adapters.knowledge.elasticsearch_index import queries
from adapters.knowledge.elasticsearch_index.connection import Connection
from adapters.knowledge.elasticsearch_index.layout import Layout
from adapters.knowledge.elasticsearch_index.queries import DEEPEST, Filters
from adapters.knowledge.elasticsearch_index.refusals import NO_INDEX, Refused, unless
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit, Vector

SLACK = 16
DEEPER = 4


class Searches:
    """Each is routed to the organisation's shard and answered by all of it, or not at all."""

    def __init__(self, connection: Connection, layout: Layout) -> None:
        self._connection = connection
        self._layout = layout

    def by_terms(
        self, organisation_id: OrganisationId, text: str, limit: int, filters: Filters
    ) -> Sequence[Hit]:
        query = queries.by_terms(text, filters)
        if query is None:
            return []
        return self._hits(organisation_id, query, min(limit, DEEPEST))

    def by_vector(
        self, organisation_id: OrganisationId, vector: Vector, limit: int, filters: Filters
    ) -> Sequence[Hit]:
        """Return the nearest; asks deeper when a tie leaves open who is among them."""
        depth = min(limit + SLACK, DEEPEST)
        while True:
            query = queries.by_vector(vector, depth, filters)
            found = self._hits(organisation_id, query, depth)
            if queries.settled(found, limit, depth):
                return queries.as_cosines(found)[:limit]
            depth = min(depth * DEEPER, DEEPEST)

    def counted(
        self, organisation_id: OrganisationId, document_ids: Collection[DocumentId]
    ) -> dict[DocumentId, int]:
        """Count the passages of those that have any, also passages no search has seen yet."""
        self._refresh()
        found = dict[DocumentId, int]()
        for some in queries.listable(list(document_ids)):
            answer = self._answer(organisation_id, queries.by_document(organisation_id, some))
            found |= {} if answer is None else queries.counts(answer)
        return found

    def names(self, organisation_id: OrganisationId, filters: Filters) -> list[str]:
        """Return the hexadecimal ids of all passages, also of those no search has seen yet."""
        self._refresh()
        found: list[str] = []
        while True:
            asked = {**queries.only(filters), **queries.by_name(found[-1] if found else "")}
            answer = self._answer(organisation_id, asked)
            page = [] if answer is None else queries.names(answer)
            found += page
            if len(page) < DEEPEST:
                return found

    def _refresh(self) -> None:
        with unless(NO_INDEX):
            answer = self._connection.ask(
                lambda client: client.indices.refresh(index=self._layout.name)
            )
            queries.refuse_failures(answer)

    def _hits(
        self, organisation_id: OrganisationId, query: dict[str, Any], depth: int
    ) -> list[Hit]:
        answer = self._answer(organisation_id, {**query, **queries.best_first(depth)})
        return [] if answer is None else queries.hits(answer)

    def _answer(self, organisation_id: OrganisationId, asked: dict[str, Any]) -> Any:
        """Return the answer, or None while there is no such index."""
        try:
            return self._connection.ask(
                lambda client: client.search(
                    index=self._layout.name,
                    routing=organisation_id.hex,
                    allow_partial_search_results=False,
                    **asked,
                )
            )
        except Refused as refused:
            self._layout.forget()
            if refused.kind != NO_INDEX:
                raise
            return None
