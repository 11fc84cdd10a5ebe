"""A document on its way out, with what it takes to change it."""

from flask import Response

from domain.knowledge.document import Document
from entrypoints.http.answer import answer
from entrypoints.http.etags import etag
from entrypoints.http.knowledge.views import DocumentView

REVISION = {"ETag": "Its revision, for If-Match: it counts what people changed."}


def shown(document: Document, status: int, headers: dict[str, str] | None = None) -> Response:
    all_headers = {**etag(document.revision), **(headers or {})}
    return answer(DocumentView.of(document), status, all_headers)
