"""Which entries of the audit one wants to see."""

from typing import Any

from marshmallow import Schema, fields, validate

from application.permissions.access.audit.search_audit import AuditFilter
from domain.ids import UserId
from entrypoints.http.paging import MOST
from entrypoints.http.query_fields import Instant

NUMBER = "^[0-9]{1,15}$"


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
