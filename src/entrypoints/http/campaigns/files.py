"""Performance files over HTTP."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint
from marshmallow import fields, validate

from application.campaigns.files.mend_row import Correction, MendRow
from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import ReceiveFile
from application.campaigns.files.withdraw_file import WithdrawFile
from domain.campaigns.errors import FileChanged
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId
from domain.campaigns.rules import Reason
from entrypoints.http import etags
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.campaigns.file_views import (
    PerformanceFileList,
    PerformanceFileView,
    QuarantinedView,
    QuarantineList,
    ReplayedRow,
    ReplayedRows,
    RowDraft,
)
from entrypoints.http.campaigns.uploads import DESCRIBED, allow_large, uploaded
from entrypoints.http.errors import Refusal
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers, takes_header
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "performance files",
    __name__,
    url_prefix="/api/v1/performance-files",
    description="Load rows of performance; what is wrong with them is kept, told and mended.",
)
blueprint.before_request(allow_large)
HIGHEST = 2**31 - 1
VERSION = {"ETag": "Its version, for If-Match."}


class QuarantineQuery(PageQuery):
    reason = fields.String(
        load_default=None, validate=validate.OneOf([one.value for one in Reason])
    )


@blueprint.post("")
@blueprint.doc(requestBody=DESCRIBED)
@answers(
    blueprint,
    202,
    PerformanceFileView,
    says="It is kept, and a worker loads it.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where to follow it.", **VERSION},
)
@idempotent(blueprint)
def receive(new_id: UUID) -> Response:
    """Take a CSV file in; bytes that are there already are the file that is there."""
    receiving, by = use(ReceiveFile), acting()
    receiving.allow(by)
    file = receiving(by, uploaded(new_id))
    return _shown(file, 202, {"Location": f"/api/v1/performance-files/{file.id}"})


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, PerformanceFileList, says="Files, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the organisation's performance files, newest first."""
    page = use(ReadFiles)(acting(), window(query))
    shown = [PerformanceFileView.of(one) for one in page.items]
    return answer(PerformanceFileList(shown, cursor(page.next)))


@blueprint.get("/<uuid:file_id>")
@answers(
    blueprint, 200, PerformanceFileView, says="How far it is.", refuses=(404,), headers=VERSION
)
def find(file_id: UUID) -> Response:
    """Follow a file: what was read, loaded and quarantined, and why."""
    return _shown(use(ReadFiles).one(acting(), PerformanceFileId(file_id)))


@blueprint.delete("/<uuid:file_id>")
@answers(
    blueprint,
    200,
    PerformanceFileView,
    says="None of its rows counts any more.",
    refuses=(404, 409, 412),
    headers=VERSION,
)
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA)
def withdraw(file_id: UUID) -> Response:
    """Take a file back: its rows leave every ranking at once, and its account stays.

    Once more changes nothing. The same bytes may be sent again.
    """
    seen = etags.seen_if_told()
    try:
        return _shown(use(WithdrawFile)(acting(), PerformanceFileId(file_id), seen))
    except FileChanged as error:  # by If-Match, so 412 and not 409 (RFC 9110, 13.1.1)
        raise Refusal(412, error.code, str(error)) from error


@blueprint.get("/<uuid:file_id>/quarantine")
@blueprint.arguments(QuarantineQuery(), location="query")
@answers(blueprint, 200, QuarantineList, says="Rows, as they stand.", refuses=(404, 422))
def quarantine(query: dict[str, Any], file_id: UUID) -> Response:
    """Look at the rows that were not loaded: where they stand, their bytes, and why."""
    read, asked = use(ReadFiles), window(query)
    file = read.one(acting(), PerformanceFileId(file_id))
    reason = None if query["reason"] is None else Reason(query["reason"])
    after = min(asked.after.int, HIGHEST) if asked.after else 0
    found = read.quarantine(acting(), file.id, reason, after, asked.limit + 1)
    shown = [QuarantinedView.of(one, file) for one in found[: asked.limit]]
    more = UUID(int=shown[-1].row) if len(found) > asked.limit else None
    return answer(QuarantineList(shown, cursor(more)))


@blueprint.post("/<uuid:file_id>/quarantine/<int:row>/replay")
@answers(
    blueprint,
    200,
    PerformanceFileView,
    says="The row is published.",
    refuses=(404, 409, 413, 415, 422),
    headers=VERSION,
)
@idempotent(blueprint)
@reads(blueprint, RowDraft)
def replay(new_id: UUID, body: RowDraft, file_id: UUID, row: int) -> Response:
    """Publish a row as it should be; what was wrong with it stays on record."""
    given = Correction(new_id, PerformanceFileId(file_id), min(row, HIGHEST), body.cells())
    file, made = use(MendRow)(acting(), given)
    if made.offence is not None:
        about = f" ({made.offence.field})" if made.offence.field else ""
        raise Refusal(422, "row_refused", f"the row is still wrong: {made.offence.reason}{about}")
    return _shown(file)


@blueprint.get("/<uuid:file_id>/quarantine/<int:row>/replays")
@answers(blueprint, 200, ReplayedRows, says="Every attempt, in order.", refuses=(404,))
def replays(file_id: UUID, row: int) -> Response:
    """Read how somebody tried to mend a row, and what came of it."""
    found = use(ReadFiles).replays(acting(), PerformanceFileId(file_id), min(row, HIGHEST))
    return answer(ReplayedRows([ReplayedRow.of(one) for one in found]))


def _shown(
    file: PerformanceFile, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    view = PerformanceFileView.of(file)
    return answer(view, status, {**etags.etag(file.version), **(headers or {})})
