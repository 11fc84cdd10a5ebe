"""What somebody hands in: a file in a form, or a text written as JSON."""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from uuid import UUID

from flask import request

from domain.knowledge.document import LONGEST_TITLE
from domain.knowledge.media_type import MediaType, recognise
from entrypoints.http.bodies import read
from entrypoints.http.errors import Refusal
from entrypoints.http.knowledge.views import TextContent, TextDocument
from entrypoints.http.openapi import schema_of
from entrypoints.http.use import use
from entrypoints.settings import Settings


@dataclass(frozen=True, slots=True)
class Upload:
    """`title` is what was given, and empty without; `stem` is what the file's name suggests."""

    title: str
    stem: str
    media_type: str
    content: bytes = field(repr=False)
    folder_id: UUID | None = None


def described(text: type) -> dict[str, Any]:
    """Return the request body of an upload for OpenAPI, `text` being its form as JSON."""
    form = {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "string", "format": "binary", "minLength": 1},
            "title": {"type": "string", "maxLength": LONGEST_TITLE},
            "folder_id": {"type": "string", "format": "uuid"},
        },
    }
    kinds = {"file": {"contentType": ", ".join(MediaType)}}
    return {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": form, "encoding": kinds},
            "application/json": {"schema": schema_of(text)},
        },
    }


def uploaded(text: type[TextDocument] | type[TextContent]) -> Upload:
    """Read the request's upload; raises Refusal, MediaTypeUnsupported."""
    if request.mimetype == "multipart/form-data":
        return _file()
    body = read(text)
    folder_id = body.folder_id if isinstance(body, TextDocument) else None
    return Upload(body.title or "", "", MediaType.TEXT, body.text.encode(), folder_id)


def _file() -> Upload:
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
    title, stem = (text.replace("\0", "") for text in (given.strip(), PurePath(name).stem))
    return Upload(title, stem, kind, data, _folder(request.form.get("folder_id", "")))


def _folder(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Refusal(422, "folder_malformed", "folder_id takes the id of a folder") from None
