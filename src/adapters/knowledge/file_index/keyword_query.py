"""The tantivy schema, and the documents and queries that fit it."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from adapters.knowledge.file_index.manifest import PendingRow, each_passage
from domain.ids import DocumentId, OrganisationId

if TYPE_CHECKING:
    from tantivy import Document, Query, Schema

ANALYSER = "passage"
HALF = 64
"""A passage's id is kept as two numbers of so many bits, in columns that are read in bulk."""


def schema() -> "Schema":
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("text", tokenizer_name=ANALYSER, index_option="freq")
    builder.add_text_field("organisation_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document_id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("revision", indexed=True, fast=True)
    builder.add_unsigned_field("passage_high", fast=True)
    builder.add_unsigned_field("passage_low", fast=True)
    return builder.build()


def entries(schema: "Schema", row: PendingRow) -> Iterator["Document"]:
    """Return a change's passages, which hold nothing when a document was taken out."""
    from tantivy import Document

    for passage, words in each_passage(row):
        high, low = divmod(passage, 1 << HALF)
        values = {
            "text": words,
            "organisation_id": row.organisation_id.hex(),
            "document_id": row.document_id.hex(),
            "revision": row.revision,
            "passage_high": high,
            "passage_low": low,
        }
        yield Document.from_dict(values, schema)


def of_revisions(schema: "Schema", revisions: Collection[int]) -> "Query":
    from tantivy import Query

    return Query.term_set_query(schema, "revision", list(revisions))


def from_revision(schema: "Schema", revision: int) -> "Query":
    from tantivy import FieldType, Query

    return Query.range_query(
        schema, "revision", FieldType.Unsigned, lower_bound=revision, use_inverted_index=True
    )


def of_documents(
    schema: "Schema", organisation_id: OrganisationId, document_ids: Collection[DocumentId]
) -> "Query":
    from tantivy import Occur, Query

    own = of_ids(schema, "organisation_id", [organisation_id])
    terms = [own, of_ids(schema, "document_id", document_ids)]
    return Query.boolean_query([(Occur.Must, term) for term in terms])


def any_of(
    schema: "Schema",
    terms: Mapping[str, float],
    organisation_id: OrganisationId,
    document_ids: Collection[DocumentId],
) -> "Query":
    """Score by the terms, each times its factor; the filters let through and add nothing."""
    from tantivy import Occur, Query

    def scored(term: str, factor: float) -> Query:
        query = Query.term_query(schema, "text", term, index_option="freq")
        return query if factor == 1.0 else Query.boost_query(query, factor)

    filters = [of_ids(schema, "organisation_id", [organisation_id])]
    if document_ids:
        filters.append(of_ids(schema, "document_id", document_ids))
    any_term = Query.boolean_query([(Occur.Should, scored(*each)) for each in terms.items()])
    unscored = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters]
    return Query.boolean_query([(Occur.Must, any_term), *unscored])


def of_ids(schema: "Schema", field: str, ids: Collection[UUID]) -> "Query":
    """Find any of them: one by its postings, for a set is written out before it is read."""
    from tantivy import Query

    names = [name.hex for name in ids]
    if len(names) == 1:
        return Query.term_query(schema, field, names[0], index_option="basic")
    return Query.term_set_query(schema, field, names)
