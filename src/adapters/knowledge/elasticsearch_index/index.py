"""PassageIndex on one physical index of an Elasticsearch server."""

from collections.abc import Collection, Mapping, Sequence

from adapters.knowledge.elasticsearch_index.changes import Changes
from adapters.knowledge.elasticsearch_index.connection import Connection
from adapters.knowledge.elasticsearch_index.layout import Layout
from adapters.knowledge.elasticsearch_index.queries import within
from adapters.knowledge.elasticsearch_index.refusals import NO_INDEX, Refused
from adapters.knowledge.elasticsearch_index.searches import Searches
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit, Vector


class ElasticsearchPassageIndex:
    """Any number of processes may search and change it. A leg brings at most 10,000 hits."""

    def __init__(self, connection: Connection, name: str, active: str) -> None:
        self._layout = Layout(connection, name, active)
        self._searches = Searches(connection, self._layout)
        self._changes = Changes(connection, self._layout, self._searches)

    def replace(
        self,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
    ) -> None:
        try:
            self._changes.replace(organisation_id, document_id, passages)
        except Refused as refused:
            self._layout.forget()
            if refused.kind != NO_INDEX:
                raise
            # dropped by another process since we last looked: now it is made again
            self._changes.replace(organisation_id, document_id, passages)

    def remove(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        self.replace(organisation_id, document_id, ())

    def counted(
        self, organisation_id: OrganisationId, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, int]:
        return self._searches.counted(organisation_id, document_ids)

    def keyword(
        self,
        organisation_id: OrganisationId,
        text: str,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        if limit <= 0:
            return []
        filters = within(organisation_id, document_ids)
        return self._searches.by_terms(organisation_id, text, limit, filters)

    def dense(
        self,
        organisation_id: OrganisationId,
        vector: Vector,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        if limit <= 0:
            return []
        if self._layout.checked([vector]) is None or not any(vector):
            return []
        filters = within(organisation_id, document_ids)
        return self._searches.by_vector(organisation_id, vector, limit, filters)
