"""Documents over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.knowledge.delete_document import DeleteDocument
from application.knowledge.erasure import ReadErasure
from application.knowledge.read_documents import FindDocument, ListDocuments
from application.knowledge.receive_document import NewDocument, ReceiveDocument
from domain.ids import DocumentId
from entrypoints.http.answer import answer
from entrypoints.http.idempotency import idempotent
from entrypoints.http.knowledge.shown import REVISION, shown
from entrypoints.http.knowledge.uploads import described, uploaded
from entrypoints.http.knowledge.views import DocumentList, DocumentView, ErasureView, TextDocument
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "documents",
    __name__,
    url_prefix="/api/v1/documents",
    description="Hand documents in, and look at what became of them.",
)


@blueprint.post("")
@blueprint.doc(requestBody=described(TextDocument))
@answers(
    blueprint,
    202,
    DocumentView,
    says="It is kept, and will be read.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where to see what becomes of it.", **REVISION},
)
@idempotent(blueprint)
def receive(new_id: UUID) -> Response:
    """Take in a PDF, Word, HTML, text, Markdown or CSV file, or a text written as JSON."""
    sent = uploaded(TextDocument)
    title = sent.title or sent.stem
    new = NewDocument(DocumentId(new_id), title, sent.media_type, sent.content, sent.folder_id)
    document = use(ReceiveDocument)(acting(), new)
    return shown(document, 202, {"Location": f"/api/v1/documents/{document.id}"})


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, DocumentList, says="Documents, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List documents, newest first."""
    return answer(DocumentList.of(use(ListDocuments)(acting(), window(query))))


@blueprint.get("/<uuid:document_id>")
@answers(blueprint, 200, DocumentView, says="The document.", refuses=(404,), headers=REVISION)
def find(document_id: UUID) -> Response:
    """Tell what has become of a document, and of the content that is to replace it."""
    return shown(use(FindDocument)(acting(), DocumentId(document_id)), 200)


@blueprint.delete("/<uuid:document_id>")
@answers(blueprint, 204, says="It is gone.", refuses=(404,))
def delete(document_id: UUID) -> Response:
    """Delete a document: nothing finds it from now on, and all of it is purged soon after."""
    use(DeleteDocument)(acting(), DocumentId(document_id))
    return Response(status=204)


@blueprint.get("/<uuid:document_id>/erasure")
@answers(blueprint, 200, ErasureView, says="What is left of it, counted now.", refuses=(404,))
def erasure(document_id: UUID) -> Response:
    """Look what is left of a deleted document, wherever something of it may be kept."""
    return answer(ErasureView.of(use(ReadErasure)(acting(), DocumentId(document_id))))
