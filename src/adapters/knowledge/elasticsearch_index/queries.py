"""What is asked of the server, and how its hits are read."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

from adapters.knowledge.elasticsearch_index.entries import shared_analyser
from adapters.knowledge.elasticsearch_index.refusals import read
from adapters.knowledge.file_index.analysis import query_terms
from adapters.knowledge.file_index.refusals import DEPENDENCY
from application.errors import Unavailable
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Hit, Vector

DEEPEST = 10_000
"""Hits in one answer: the server's own limit for a window and for a vector search's candidates."""
CANDIDATES = 200
"""Looked at in each segment, at least: more find what is near more surely, and take longer."""
MOST_TERMS = 65_536
"""In one list of terms: the server's own limit, `index.max_terms_count`."""
NAMES_ONLY = {"source": False, "stored_fields": "_none_", "track_total_hits": False}
Filters = list[dict[str, Any]]
Asked = dict[str, Any]
Name = TypeVar("Name")


def within(organisation_id: OrganisationId, document_ids: Collection[DocumentId]) -> Filters:
    filters: Filters = [{"term": {"organisation_id": organisation_id.hex}}]
    if document_ids:
        lists = listable([one.hex for one in document_ids])
        filters.append({"bool": {"should": [{"terms": {"document_id": some}} for some in lists]}})
    return filters


def listable(names: Sequence[Name]) -> Iterator[Sequence[Name]]:
    """Cut them into lists that the server takes."""
    return (names[start : start + MOST_TERMS] for start in range(0, len(names), MOST_TERMS))


def by_document(organisation_id: OrganisationId, document_ids: Sequence[DocumentId]) -> Asked:
    """Ask how many passages each of these documents has; at least one and at most MOST_TERMS."""
    each = {"terms": {"field": "document_id", "size": len(document_ids)}}
    filtered = only(within(organisation_id, document_ids))
    return {**filtered, "size": 0, "track_total_hits": False, "aggregations": {"documents": each}}


def by_terms(text: str, filters: Filters) -> dict[str, Any] | None:
    """Score by the text's terms, none of which can be an operator; None when it has no terms."""
    terms = query_terms(shared_analyser(), text)
    if not terms:
        return None
    matches = {"match": {"terms": {"query": " ".join(terms), "operator": "or"}}}
    return {"query": {"bool": {"must": [matches], "filter": filters}}}


def by_vector(vector: Vector, depth: int, filters: Filters) -> dict[str, Any]:
    """Find the `depth` nearest among those that the filters let through."""
    nearest = {
        "field": "vector",
        "query_vector": list(vector),
        "k": depth,
        "num_candidates": min(DEEPEST, max(CANDIDATES, 2 * depth)),
        "filter": filters,
    }
    return {"knn": nearest}


def best_first(depth: int) -> dict[str, Any]:
    """Ask for scores and ids; ties fall by passage id."""
    return {**NAMES_ONLY, "size": depth, "sort": [{"_score": "desc"}, {"passage_id": "asc"}]}


def by_name(after: str) -> dict[str, Any]:
    """Ask for ids, from the one after that on."""
    return {
        **NAMES_ONLY,
        "size": DEEPEST,
        "sort": [{"passage_id": "asc"}],
        "search_after": [after],
    }


def only(filters: Filters) -> dict[str, Any]:
    return {"query": {"bool": {"filter": filters}}}


def hits(answer: Any) -> list[Hit]:
    """Read them as the server scored them; raises Unavailable."""
    with read():
        return [Hit(PassageId(UUID(hex=name)), float(score)) for score, name in rows(answer)]


def names(answer: Any) -> list[str]:
    """Read the ids of passages that were sorted by those alone; raises Unavailable."""
    with read():
        return [str(name) for (name,) in rows(answer)]


def counts(answer: Any) -> dict[DocumentId, int]:
    """Read how many passages each document has; raises Unavailable."""
    with read():
        buckets = answer["aggregations"]["documents"]["buckets"]
        return {DocumentId(UUID(hex=one["key"])): int(one["doc_count"]) for one in buckets}


def refuse_failures(answer: Any) -> None:
    """Raise Unavailable when a shard did not do what it was asked to."""
    with read():
        failed = int(answer["_shards"]["failed"])
    if failed:
        raise Unavailable(DEPENDENCY, "a part of it did not answer")


def rows(answer: Any) -> list[Any]:
    """Return what each hit was sorted by."""
    return [hit["sort"] for hit in answer["hits"]["hits"]]


def as_cosines(found: Iterable[Hit]) -> list[Hit]:
    """Undo the server's `(1 + cosine) / 2`.

    Source: the reference page of the `dense_vector` field, parameter `similarity`.
    """
    return [Hit(hit.passage_id, 2 * hit.score - 1) for hit in found]


def settled(found: Sequence[Hit], limit: int, depth: int) -> bool:
    """Tell whether no tie is cut at the limit: the server cuts those in an order of its own."""
    if len(found) < depth or depth == DEEPEST:
        return True
    return found[limit - 1].score > found[-1].score
