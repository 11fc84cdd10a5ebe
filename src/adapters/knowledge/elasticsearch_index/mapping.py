"""How an index is laid out on the server, and how its layout is read back.

Texts are analysed here, by the embedded index's own analyser, and sent as terms: both indexes find
and rank alike, and nothing depends on which analyzers a distribution of the server brings.
"""

from typing import Any

from adapters.knowledge.elasticsearch_index.refusals import read
from adapters.knowledge.file_index.refusals import DEPENDENCY
from adapters.knowledge.memory_index import K1, B
from application.errors import Unavailable

FORMAT = 1
MARK = "portico"
SIMILARITY = "passage"
NAMES = ("organisation_id", "document_id", "passage_id")


def settings() -> dict[str, Any]:
    """No refresh but the one that ends a change: a search must not see half of it."""
    return {
        "index": {
            "refresh_interval": "-1",
            "auto_expand_replicas": "0-1",
            "similarity": {SIMILARITY: {"type": "BM25", "k1": K1, "b": B}},
        }
    }


def mappings(length: int) -> dict[str, Any]:
    """Vectors are kept as they are, in an HNSW graph: a quantised one would bend the cosines."""
    terms = {
        "type": "text",
        "analyzer": "whitespace",
        "similarity": SIMILARITY,
        "index_options": "freqs",
    }
    vector = {
        "type": "dense_vector",
        "dims": length,
        "similarity": "cosine",
        "index_options": {"type": "hnsw"},
    }
    names = {name: {"type": "keyword"} for name in NAMES}
    return {
        "dynamic": "strict",
        "_routing": {"required": True},
        "_meta": {MARK: FORMAT},
        "properties": {**names, "terms": terms, "vector": vector},
    }


def vector_length(answer: Any, name: str) -> int:
    """Read it from the mapping; raises Unavailable when the index is not one that we lay out."""
    with read():
        held = answer[name]["mappings"]
        ours = held.get("_meta", {}).get(MARK) == FORMAT
        length = held["properties"]["vector"]["dims"] if ours else 0
    if not ours:
        raise Unavailable(DEPENDENCY, f"{name} was laid out by another program or version")
    return int(length)
