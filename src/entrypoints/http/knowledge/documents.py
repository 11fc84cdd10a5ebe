"""Documents over HTTP."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from application.knowledge.delete_document import DeleteDocument
from application.knowledge.read_documents import FindDocument, ListDocuments, ReadOriginal, ReadPage
from application.knowledge.receive_document import NewDocument, ReceiveDocument
from domain.ids import DocumentId
from domain.knowledge.document import LONGEST_TITLE, Document
from domain.knowledge.media_type import SUFFIXES, MediaType, recognise
from entrypoints.http.answer import answer
from entrypoints.http.bodies import read
from entrypoints.http.errors import Refusal
from entrypoints.http.etags import etag
from entrypoints.http.idempotency import idempotent
from entrypoints.http.knowledge.views import DocumentList, DocumentView, PageView, TextDocument
from entrypoints.http.openapi import answers, schema_of
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.use import acting, use
from entrypoints.settings import Settings

blueprint = Blueprint(
    "documents",
    __name__,
    url_prefix="/api/v1/documents",
    description="Hand documents in, and look at what became of them.",
)
SUFFIX = {kind.value: suffix for suffix, kind in reversed(SUFFIXES.items())}
UPLOAD: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "format": "binary", "minLength": 1},
                    "title": {"type": "string", "maxLength": LONGEST_TITLE},
                },
            },
            "encoding": {"file": {"contentType": ", ".join(MediaType)}},
        },
        "application/json": {"schema": schema_of(TextDocument)},
    },
}


@blueprint.post("")
@blueprint.doc(requestBody=UPLOAD)
@answers(
    blueprint,
    202,
    DocumentView,
    says="It is kept, and will be read.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where to see what becomes of it."},
)
@idempotent(blueprint)
def receive(new_id: UUID) -> Response:
    """Take in a PDF, Word, HTML, text, Markdown or CSV file, or a text written as JSON."""
    document = use(ReceiveDocument)(acting(), _new_document(DocumentId(new_id)))
    return _shown(document, 202, {"Location": f"/api/v1/documents/{document.id}"})


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, DocumentList, says="Documents, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List documents, newest first."""
    return answer(DocumentList.of(use(ListDocuments)(acting(), window(query))))


@blueprint.get("/<uuid:document_id>")
@answers(blueprint, 200, DocumentView, says="The document.", refuses=(404,))
def find(document_id: UUID) -> Response:
    """Tell what has become of a document."""
    return _shown(use(FindDocument)(acting(), DocumentId(document_id)), 200)


@blueprint.delete("/<uuid:document_id>")
@answers(blueprint, 204, says="It is gone.", refuses=(404,))
def delete(document_id: UUID) -> Response:
    """Delete a document: nothing finds it from now on, and all of it is purged soon after."""
    use(DeleteDocument)(acting(), DocumentId(document_id))
    return Response(status=204)


@blueprint.get("/<uuid:document_id>/pages/<int:number>")
@answers(blueprint, 200, PageView, says="The page's text.", refuses=(404,))
def page(document_id: UUID, number: int) -> Response:
    """Read one page's text, as citations quote it."""
    found = use(ReadPage)(acting(), DocumentId(document_id), min(number, 2**31 - 1))
    return answer(PageView.of(document_id, found))


@blueprint.get("/<uuid:document_id>/content")
@blueprint.doc(
    responses={
        "200": {
            "content": {
                kind.value: {"schema": {"type": "string", "format": "binary"}} for kind in MediaType
            }
        }
    }
)
@answers(blueprint, 200, says="The file as it was handed in.", refuses=(404,))
def content(document_id: UUID) -> Response:
    """Download the file as it was handed in."""
    document, data = use(ReadOriginal)(acting(), DocumentId(document_id))
    suffix = SUFFIX[document.media_type]
    name = quote(f"{document.title.removesuffix(suffix)}{suffix}", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(data, 200, headers, content_type=document.media_type)


def _new_document(new_id: DocumentId) -> NewDocument:
    if request.mimetype == "multipart/form-data":
        return _uploaded(new_id)
    body = read(TextDocument)
    return NewDocument(new_id, body.title, MediaType.TEXT, body.text.encode())


def _uploaded(new_id: DocumentId) -> NewDocument:
    file = request.files.get("file")
    if file is None:
        raise Refusal(422, "file_missing", "the form has no part named file with a file in it")
    data, most = file.stream.read(), use(Settings).upload_bytes
    if len(data) > most:
        raise Refusal(413, "body_too_large", f"a file may have {most} bytes")
    name = PurePath((file.filename or "").replace("\\", "/")).name
    kind = recognise(name, file.mimetype or "", data)
    given = request.form.get("title", "")
    if len(given) > LONGEST_TITLE:
        raise Refusal(422, "title_too_long", f"a title has at most {LONGEST_TITLE} characters")
    title = given.strip() or PurePath(name).stem
    return NewDocument(new_id, title.replace("\0", ""), kind, data)


def _shown(document: Document, status: int, headers: dict[str, str] | None = None) -> Response:
    all_headers = {**etag(document.version), **(headers or {})}
    return answer(DocumentView.of(document), status, all_headers)
