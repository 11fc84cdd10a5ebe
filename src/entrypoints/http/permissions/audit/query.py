"""Which entries of the audit one wants to see."""

from datetime import datetime
from typing import Any

import msgspec
from marshmallow import Schema, ValidationError, fields, validate

from application.permissions.access.audit.search_audit import AuditFilter
from domain.ids import UserId
from entrypoints.http.paging import MOST
from entrypoints.http.shapes import Moment

NUMBER = "^[0-9]{1,15}$"


class Instant(fields.String):
    """A moment with its offset (RFC 3339)."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            at: datetime = msgspec.convert(text, Moment)
        except msgspec.ValidationError:
            raise ValidationError("not a moment like 2026-03-01T12:00:00Z") from None
        return at


class AuditQuery(Schema):
    """`from` counts, `to` does not."""

    actor = fields.UUID()
    action = fields.String(
        validate=validate.Regexp(r"\A[a-z_.]{1,64}\Z"),
        metadata={
            "description": "A whole word, like role.give, or its first part.",
            "pattern": "^[a-z_.]{1,64}$",
        },
    )
    resource = fields.UUID(metadata={"description": "What an entry is about, or names."})
    since = Instant(data_key="from", metadata={"format": "date-time"})
    until = Instant(data_key="to", metadata={"format": "date-time"})
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=MOST))
    cursor = fields.String(
        validate=validate.Regexp(r"\A[0-9]{1,15}\Z"),
        metadata={
            "description": "The `next_cursor` of the page before; a page may be short.",
            "pattern": NUMBER,
        },
    )


def wanted(query: dict[str, Any]) -> AuditFilter:
    actor = query.get("actor")
    return AuditFilter(
        actor=None if actor is None else UserId(actor),
        action=query.get("action"),
        resource=query.get("resource"),
        since=query.get("since"),
        until=query.get("until"),
    )
