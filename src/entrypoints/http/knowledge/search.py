"""Search over HTTP."""

from flask import Response
from flask_smorest import Blueprint

from application.knowledge.explain_search import ExplainSearch
from application.knowledge.rank_passages import Query
from application.knowledge.search_passages import SearchPassages
from domain.ids import DocumentId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.knowledge.search_views import Explanation, SearchAnswer, SearchQuery
from entrypoints.http.openapi import answers
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "search", __name__, url_prefix="/api/v1/search", description="Find passages of documents."
)


@blueprint.post("")
@answers(blueprint, 200, SearchAnswer, says="Passages, best first.", refuses=(409, 413, 415, 422))
@reads(blueprint, SearchQuery)
def search(body: SearchQuery) -> Response:
    """Find passages by words, by meaning, or by both."""
    return answer(SearchAnswer.of(use(SearchPassages)(acting(), _query(body))))


@blueprint.post("/explanations")
@answers(
    blueprint,
    200,
    Explanation,
    says="How the passages were found, without their text.",
    refuses=(409, 413, 415, 422),
)
@reads(blueprint, SearchQuery)
def explain(body: SearchQuery) -> Response:
    """Tell each leg's ranks and scores, what was dropped, and which state of the index answered."""
    return answer(Explanation.of(use(ExplainSearch)(acting(), _query(body))))


def _query(body: SearchQuery) -> Query:
    return Query(
        text=body.query,
        limit=body.limit,
        mode=body.mode,
        document_ids=tuple(DocumentId(one) for one in body.document_ids),
        min_index_version=body.min_index_version,
    )
