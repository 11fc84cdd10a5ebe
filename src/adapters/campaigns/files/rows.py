"""Performance files and what belongs to them, as rows of tables."""

from typing import Any

from sqlalchemy import Row

from application.campaigns.files.ports import Replay
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.columns import COLUMNS, DAY, Layout
from domain.campaigns.dialect import Declared, Dialect
from domain.campaigns.performance_file import (
    FileFailure,
    FileState,
    PerformanceFile,
    PerformanceFileId,
    Quarantined,
    QuarantineState,
)
from domain.campaigns.rules import Offence, Reason
from domain.ids import OrganisationId, UserId


def file_row(file: PerformanceFile) -> dict[str, Any]:
    dialect, failure = file.dialect, file.failure
    return {
        "id": file.id,
        "organisation_id": file.organisation_id,
        "sent_by": file.sent_by,
        "name": file.name,
        "size": file.size,
        "digest": file.digest,
        "state": file.state.value,
        "declared": file.declared.written(),
        "dialect": {
            "delimiter": dialect.delimiter,
            "quote": dialect.quote,
            "encoding": dialect.encoding,
            "newline": dialect.newline,
            "places": list(file.layout.places),
            "width": file.layout.width,
            "day": file.layout.day,
        },
        "rules": file.rules,
        "max_errors": file.budget.text,
        "position": file.position,
        "chunks": file.chunks,
        "read": file.read,
        "loaded": file.loaded,
        "quarantined": file.quarantined,
        "by_reason": {reason.value: many for reason, many in file.by_reason.items()},
        "failure_code": failure.code if failure else None,
        "failure_detail": failure.detail if failure else None,
        "received_at": file.received_at,
        "finished_at": file.finished_at,
        "withdrawn_at": file.withdrawn_at,
        "withdrawn_by": file.withdrawn_by,
        "version": file.version,
    }


def to_file(row: Row[Any]) -> PerformanceFile:
    kept = dict(row.dialect)
    layout = Layout(tuple(kept.pop("places")), kept.pop("width"), kept.pop("day", None))
    code = row.failure_code
    return PerformanceFile(
        id=PerformanceFileId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        sent_by=UserId(row.sent_by),
        name=row.name,
        size=row.size,
        digest=row.digest,
        declared=Declared(**row.declared),
        dialect=Dialect(**kept),
        layout=layout,
        rules=row.rules,
        budget=ErrorBudget(row.max_errors),
        position=row.position,
        chunks=row.chunks,
        received_at=row.received_at,
        state=FileState(row.state),
        read=row.read,
        loaded=row.loaded,
        quarantined=row.quarantined,
        by_reason={Reason(name): many for name, many in row.by_reason.items()},
        failure=None if code is None else FileFailure(code, row.failure_detail),
        finished_at=row.finished_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=None if row.withdrawn_by is None else UserId(row.withdrawn_by),
        version=row.version,
    )


def quarantine_row(file: PerformanceFile, one: Quarantined) -> dict[str, Any]:
    return {
        "file_id": file.id,
        "row": one.row,
        "organisation_id": file.organisation_id,
        "start": one.start,
        "size": one.size,
        "raw": one.raw,
        "reason": one.offence.reason.value,
        "field": one.offence.field,
        "state": one.state.value,
    }


def to_quarantined(row: Row[Any]) -> Quarantined:
    offence = Offence(Reason(row.reason), row.field)
    state = QuarantineState(row.state)
    return Quarantined(row.row, row.start, row.size, bytes(row.raw), offence, state)


def replay_row(file: PerformanceFile, replay: Replay) -> dict[str, Any]:
    offence = replay.offence
    return {
        "id": replay.id,
        "file_id": file.id,
        "row": replay.row,
        "organisation_id": file.organisation_id,
        "sent_by": replay.sent_by,
        "at": replay.at,
        "given": dict(zip((*COLUMNS, DAY), replay.given, strict=False)),  # a day, or none
        "rules": replay.rules,
        "reason": offence.reason.value if offence else None,
        "field": offence.field if offence else None,
    }


def to_replay(row: Row[Any]) -> Replay:
    given = tuple(row.given[one] for one in (*COLUMNS, DAY) if one in row.given)
    offence = None if row.reason is None else Offence(Reason(row.reason), row.field)
    return Replay(row.id, row.row, UserId(row.sent_by), row.at, given, row.rules, offence)
