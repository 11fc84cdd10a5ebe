"""Search over HTTP."""

from flask import Response
from flask_smorest import Blueprint

from application.knowledge.search_passages import Query, SearchPassages
from domain.ids import DocumentId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.knowledge.views import PassageView, SearchAnswer, SearchQuery
from entrypoints.http.openapi import answers
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "search", __name__, url_prefix="/api/v1/search", description="Find passages of documents."
)


@blueprint.post("")
@answers(blueprint, 200, SearchAnswer, says="Passages, best first.", refuses=(413, 415, 422))
@reads(blueprint, SearchQuery)
def search(body: SearchQuery) -> Response:
    """Find passages by words, by meaning, or by both."""
    chosen = tuple(DocumentId(one) for one in body.document_ids)
    ranked = use(SearchPassages)(acting(), Query(body.query, body.limit, body.mode, chosen))
    return answer(SearchAnswer([PassageView.of(one) for one in ranked]))
