"""Changing one document's passages on a server that knows no transactions."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from adapters.knowledge.elasticsearch_index.bulk import Bulk, Entry, to_delete, to_index
from adapters.knowledge.elasticsearch_index.connection import Connection
from adapters.knowledge.elasticsearch_index.entries import entry, key
from adapters.knowledge.elasticsearch_index.layout import Layout
from adapters.knowledge.elasticsearch_index.queries import within
from adapters.knowledge.elasticsearch_index.searches import Searches
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId


class Changes:
    """Adds the new passages, deletes the old ones, and only then lets searches see either.

    A change of another document that ends meanwhile lets searches see what is there: the old
    passages beside some new ones, or the new ones beside some old. They never miss both. What a
    change that broke off left behind is found and deleted by the document's next one.
    """

    def __init__(self, connection: Connection, layout: Layout, searches: Searches) -> None:
        self._connection = connection
        self._layout = layout
        self._searches = searches

    def replace(
        self,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
    ) -> None:
        length = self._layout.checked([passage.vector for passage in passages])
        if length is None:
            return  # there is no index, and nothing to put into one
        names = self._searches.names(organisation_id, within(organisation_id, [document_id]))
        if passages:
            self._layout.make(length)
        swap(
            Bulk(self._connection, self._layout.changes, organisation_id.hex),
            {key(organisation_id, name) for name in names},
            {
                key(organisation_id, one.id.hex): entry(organisation_id, document_id, one)
                for one in passages
            },
        )


def swap(bulk: Bulk, held: set[str], wanted: Mapping[str, Entry]) -> None:
    """Put these in the place of those; raises Unavailable."""
    gone = held - wanted.keys()
    try:
        bulk.send((to_index(*one) for one in wanted.items()), refresh=not gone)
    except Unavailable:
        with suppress(Unavailable):
            bulk.send(map(to_delete, sorted(wanted.keys() - held)), refresh=False)
        raise
    bulk.send(map(to_delete, sorted(gone)), refresh=True)
