"""Pages of a list: `?limit=&cursor=`, and a cursor to the next one."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, validate

from application.paging import Window

MOST = 100
CURSOR_CHARACTERS = 22
CURSOR = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]", re.ASCII)


class Cursor(fields.String):
    """An opaque place in a list: the id of the item before it."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        if not CURSOR.fullmatch(text):
            raise ValidationError("not a cursor that this list gave out")
        return UUID(bytes=urlsafe_b64decode(f"{text}=="))


class PageQuery(Schema):
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=MOST))
    cursor = Cursor(
        metadata={
            "description": "The `next_cursor` of the page before.",
            "minLength": CURSOR_CHARACTERS,
            "maxLength": CURSOR_CHARACTERS,
            "pattern": f"^{CURSOR.pattern}$",
        }
    )


def window(query: dict[str, Any]) -> Window:
    return Window(query["limit"], query.get("cursor"))


def cursor(next_after: UUID | None) -> str | None:
    return None if next_after is None else urlsafe_b64encode(next_after.bytes).decode().rstrip("=")
