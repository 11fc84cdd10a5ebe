"""A document's content over HTTP: page by page, as it was handed in, and replaced."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from application.knowledge.read_documents import ReadOriginal, ReadPage
from application.knowledge.replace_document import NewContent, ReplaceDocument
from application.knowledge.retry_document import RetryDocument
from domain.ids import DocumentId
from domain.knowledge.errors import DocumentChanged
from domain.knowledge.media_type import SUFFIXES, MediaType
from entrypoints.http import etags
from entrypoints.http.answer import answer
from entrypoints.http.errors import Refusal
from entrypoints.http.idempotency import idempotent
from entrypoints.http.knowledge.shown import REVISION, shown
from entrypoints.http.knowledge.uploads import described, uploaded
from entrypoints.http.knowledge.views import DocumentView, PageView, TextContent
from entrypoints.http.openapi import answers, takes_header
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "contents",
    __name__,
    url_prefix="/api/v1/documents",
    description="What documents say, and how it is replaced.",
)
SUFFIX = {kind.value: suffix for suffix, kind in reversed(SUFFIXES.items())}
HIGHEST = 2**31 - 1


class VersionQuery(Schema):
    version = fields.Integer(
        load_default=None,
        validate=validate.Range(min=1, max=HIGHEST),
        metadata={"description": "The version that was quoted; without it, the one that is shown."},
    )


@blueprint.put("/<uuid:document_id>/content")
@blueprint.doc(requestBody=described(TextContent))
@answers(
    blueprint,
    202,
    DocumentView,
    says="It is kept, and takes the place of what is shown once it is ready.",
    refuses=(404, 409, 412, 413, 415, 422, 428),
    headers=REVISION,
)
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA, required=True)
@idempotent(blueprint)
def replace(_: UUID, document_id: UUID) -> Response:
    """Replace a document's content: what is shown stays until the new content is ready."""
    seen = etags.seen_version()
    sent = uploaded(TextContent)
    new = NewContent(
        DocumentId(document_id), seen, sent.title or None, sent.media_type, sent.content
    )
    try:
        return shown(use(ReplaceDocument)(acting(), new), 202)
    except DocumentChanged as error:  # by If-Match, so 412 and not 409 (RFC 9110, 13.1.1)
        raise Refusal(412, error.code, str(error)) from error


@blueprint.post("/<uuid:document_id>/retry")
@answers(
    blueprint,
    202,
    DocumentView,
    says="It will be read once more.",
    refuses=(404, 409),
    headers=REVISION,
)
@idempotent(blueprint)
def retry(_: UUID, document_id: UUID) -> Response:
    """Read once more what could not be read: a failed document, or its failed replacement."""
    return shown(use(RetryDocument)(acting(), DocumentId(document_id)), 202)


@blueprint.get("/<uuid:document_id>/pages/<int:number>")
@blueprint.arguments(VersionQuery(), location="query")
@answers(blueprint, 200, PageView, says="The page's text.", refuses=(404, 410, 422))
def page(query: dict[str, Any], document_id: UUID, number: int) -> Response:
    """Read one page's text, as citations of that version quote it."""
    version, found = use(ReadPage)(
        acting(), DocumentId(document_id), min(number, HIGHEST), query["version"]
    )
    return answer(PageView.of(document_id, version, found))


@blueprint.get("/<uuid:document_id>/content")
@blueprint.arguments(VersionQuery(), location="query")
@blueprint.doc(
    responses={
        "200": {
            "content": {
                kind.value: {"schema": {"type": "string", "format": "binary"}} for kind in MediaType
            }
        }
    }
)
@answers(blueprint, 200, says="The file as it was handed in.", refuses=(404, 410, 422))
def content(query: dict[str, Any], document_id: UUID) -> Response:
    """Download the file as it was handed in."""
    document, data = use(ReadOriginal)(acting(), DocumentId(document_id), query["version"])
    suffix = SUFFIX[document.media_type]
    name = quote(f"{document.title.removesuffix(suffix)}{suffix}", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(data, 200, headers, content_type=document.media_type)
