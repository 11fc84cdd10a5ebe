"""A performance file in a form, with how it is to be read."""

from os import SEEK_END
from pathlib import PurePath
from typing import Any
from uuid import UUID

from flask import request
from werkzeug.datastructures import FileStorage

from application.campaigns.files.receive_file import NewPerformanceFile
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.dialect import SAYS, Declared
from domain.campaigns.performance_file import PerformanceFileId
from domain.campaigns.rules import NEWEST, RULES
from entrypoints.http.errors import Refusal
from entrypoints.http.use import use
from entrypoints.settings import Settings

SLACK_BYTES = 65_536
"""What the form may have around its file."""
FORM: dict[str, Any] = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "minLength": 1},
        "dialect": {"type": "string", "maxLength": 200, "description": SAYS},
        "rules": {"type": "integer", "enum": list(RULES), "default": NEWEST},
        "max_errors": {
            "type": "string",
            "default": "1%",
            "pattern": r"^([0-9]{1,10}|[0-9]{1,2}(\.[0-9]{1,6})?%)$",
            "description": "How many rows may be quarantined: a number, or a part of them.",
        },
    },
}
DESCRIBED = {
    "required": True,
    "content": {
        "multipart/form-data": {"schema": FORM, "encoding": {"file": {"contentType": "text/csv"}}}
    },
}


def allow_large() -> None:
    """Let a form be as large as a performance file may be; its file is spooled to disk."""
    if request.mimetype == "multipart/form-data":
        request.max_content_length = use(Settings).performance_bytes + SLACK_BYTES


def uploaded(new_id: UUID) -> NewPerformanceFile:
    """Read the request's form; raises Refusal, DialectMalformed, BudgetMalformed."""
    file = request.files.get("file")
    if file is None:
        raise Refusal(422, "file_missing", "the form has no part named file with a file in it")
    _check_size(file)
    name = PurePath((file.filename or "").replace("\\", "/")).name.replace("\0", "")
    form = request.form
    return NewPerformanceFile(
        PerformanceFileId(new_id),
        name or "performance.csv",
        file.stream,  # type: ignore[arg-type]  # it is opened for reading bytes
        Declared.parse(form.get("dialect", "")),
        _rules(form.get("rules", "")),
        ErrorBudget(form.get("max_errors") or "1%"),
    )


def _check_size(file: FileStorage) -> None:
    size, most = file.stream.seek(0, SEEK_END), use(Settings).performance_bytes
    if size > most:
        raise Refusal(413, "body_too_large", f"a performance file may have {most} bytes")


def _rules(given: str) -> int:
    if not given:
        return NEWEST
    if given.isascii() and given.isdigit() and len(given) <= len(str(2**31)):
        return int(given)
    raise Refusal(422, "rules_unknown", "rules takes the number of a version")
