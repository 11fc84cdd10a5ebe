"""The audit of an organisation: read it, take it away, see that it is whole."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.audit.read_audit import ReadAudit
from application.permissions.access.audit.search_audit import SearchAudit
from domain.permissions.access.audit import AuditEntry
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers, schema_of
from entrypoints.http.permissions.audit.entries import EntryList, EntryView, VerificationView
from entrypoints.http.permissions.audit.query import AuditQuery, wanted
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "audit",
    __name__,
    url_prefix="/api/v1/organisations/<uuid:organisation_id>/audit",
    description="What was done to access in an organisation; for its admins.",
)
LINES = "application/x-ndjson"


@blueprint.get("")
@blueprint.arguments(AuditQuery(), location="query")
@answers(blueprint, 200, EntryList, says="Entries, oldest first.", refuses=(404, 422))
def entries(query: dict[str, Any], organisation_id: UUID) -> Response:
    """List what was done to access: by whom, to what, when."""
    after, limit = int(query.get("cursor", "0")), query["limit"]
    page = use(SearchAudit)(acting(organisation_id), wanted(query), after=after, limit=limit)
    cursor = None if page.next is None else str(page.next)
    return answer(EntryList([EntryView.of(one) for one in page.entries], cursor))


@blueprint.get("/export")
@blueprint.doc(responses={"200": {"content": {LINES: {"schema": schema_of(EntryView)}}}})
@answers(
    blueprint,
    200,
    says="Every entry on a line of its own, as JSON, oldest first.",
    refuses=(404,),
    headers={"Content-Disposition": "A name to keep it under."},
)
def export(organisation_id: UUID) -> Response:
    """Download the whole chain with its hashes; anybody can verify it."""
    everything = use(SearchAudit).everything(acting(organisation_id))
    first = next(everything, None)  # refused now, while there can still be another answer
    found = () if first is None else chain([first], everything)
    headers = {"Content-Disposition": 'attachment; filename="audit.ndjson"'}
    return Response(_lines(iter(found)), 200, headers, content_type=LINES)


@blueprint.get("/verification")
@answers(blueprint, 200, VerificationView, says="Whether it is whole.", refuses=(404,))
def verification(organisation_id: UUID) -> Response:
    """Follow the whole chain, and tell where it breaks, if it does."""
    verified = use(ReadAudit).verify(acting(organisation_id))
    return answer(VerificationView(verified.entries, verified.broken_at, verified.last_hash))


def _lines(found: Iterator[AuditEntry]) -> Iterator[bytes]:
    return (msgspec.json.encode(EntryView.of(one)) + b"\n" for one in found)
