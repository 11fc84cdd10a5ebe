"""A file of tables in a form, and how it is to be read."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import msgspec
from flask import request

from application.insights.import_file import NewImport
from domain.insights.columns import Asked, TableKind
from domain.insights.dates import Order
from domain.insights.decision import DATE_ORDER
from domain.insights.ids import ImportId
from entrypoints.http.errors import Refusal
from entrypoints.http.insights.import_views import Choices
from entrypoints.http.strict_json import MalformedJson, loads
from entrypoints.http.use import use
from entrypoints.settings import Settings

LONGEST_NAME = 255
TRUE, FALSE = {"true", "1", "yes", "on"}, {"", "false", "0", "no", "off"}
FORM: dict[str, Any] = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "minLength": 1},
        "dry_run": {"type": "boolean", "default": False},
        "kind": {"type": "string", "enum": [one.value for one in TableKind]},
        "date_order": {"type": "string", "enum": [one.value for one in Order]},
        "mapping": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "The name of the column of each field.",
        },
        "decisions": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "What was decided, by the keys of the decisions.",
        },
    },
}
DESCRIBED = {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}


def new_import(id: ImportId) -> NewImport:
    """Read the request's form; raises Refusal."""
    file = request.files.get("file")
    if file is None:
        raise Refusal(422, "file_missing", "the form has no part named file with a file in it")
    content, most = file.stream.read(), use(Settings).upload_bytes
    if len(content) > most:
        raise Refusal(413, "body_too_large", f"a file may have {most} bytes")
    name = PurePath((file.filename or "").replace("\\", "/")).name.replace("\0", "")
    return NewImport(
        id, name[:LONGEST_NAME], content, _asked(), _choices(), dry_run=_flag("dry_run")
    )


def _asked() -> Asked:
    kind = request.form.get("kind") or None
    if kind is not None and kind not in set(TableKind):
        raise Refusal(422, "kind_unknown", f"kind takes one of {', '.join(TableKind)}")
    return Asked(None if kind is None else TableKind(kind), _texts("mapping"))


def _choices() -> dict[str, str]:
    order = request.form.get("date_order") or None
    if order is not None and order not in set(Order):
        raise Refusal(422, "date_order_unknown", f"date_order takes one of {', '.join(Order)}")
    chosen = {} if order is None else {DATE_ORDER: order}
    return {**_texts("decisions"), **chosen}


def _texts(name: str) -> Mapping[str, str]:
    """Return a part that is a JSON object of short texts; empty where there is none."""
    given = request.form.get(name, "")
    if not given:
        return {}
    try:
        return msgspec.convert(loads(given.encode()), Choices)
    except (MalformedJson, msgspec.ValidationError, UnicodeEncodeError):
        raise Refusal(422, f"{name}_malformed", f"{name} takes a JSON object of texts") from None


def _flag(name: str) -> bool:
    given = request.form.get(name, "").strip().lower()
    if given not in TRUE | FALSE:
        raise Refusal(422, f"{name}_malformed", f"{name} takes true or false")
    return given in TRUE
