"""The peer of `decoding`: a marshmallow schema that asks of an event what ours asks."""

import re
from datetime import UTC
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from domain.events.incoming import Incoming
from entrypoints.http.strict_json import loads

NAME = (
    validate.Length(min=1, max=255),
    validate.Regexp(r"(?!\s)[^\x00-\x1f\x7f-\x9f\u2028\u2029]*(?<!\s)\Z"),
)
ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
COUNT = validate.Range(min=0, max=2**53 - 1)
TRACEPARENT = r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\Z"


def impersonal(text: str) -> None:
    if ADDRESS.search(text):
        raise ValidationError("an id must not be an e-mail address")


def exact(value: Any) -> None:
    """Raise ValidationError for an integer that a double cannot hold."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            exact(item)
    elif isinstance(value, int) and abs(value) >= 2**53:
        raise ValidationError("an integer is out of range")


class EventSchema(Schema):
    class Meta:
        unknown = RAISE

    id = fields.String(required=True, validate=[*NAME, impersonal])
    source = fields.String(required=True, validate=NAME)
    type = fields.String(required=True, validate=NAME)
    data = fields.Raw(required=True, allow_none=True, validate=exact)
    occurred_at = fields.AwareDateTime(format="iso", default_timezone=None, allow_none=True)
    sent_at = fields.AwareDateTime(format="iso", default_timezone=None, allow_none=True)
    key = fields.String(validate=NAME, allow_none=True)
    subject = fields.String(validate=NAME, allow_none=True)
    sequence = fields.Integer(strict=True, validate=COUNT, allow_none=True)
    version = fields.Integer(strict=True, validate=COUNT, allow_none=True)
    traceparent = fields.String(validate=validate.Regexp(TRACEPARENT), allow_none=True)


SCHEMA = EventSchema(many=True)


def read(body: bytes) -> list[Incoming]:
    """Return the events; times are UTC, as ours are."""
    return [_event(told) for told in SCHEMA.load(loads(body))]


def _event(told: dict[str, Any]) -> Incoming:
    for name in ("occurred_at", "sent_at"):
        if told.get(name) is not None:
            told[name] = told[name].astimezone(UTC)
    return Incoming(**told)
