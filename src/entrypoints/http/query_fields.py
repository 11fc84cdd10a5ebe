"""Moments and texts in a query."""

from datetime import datetime
from typing import Any

import msgspec
from marshmallow import ValidationError, fields

from entrypoints.http.shapes import STORABLE, Moment


class Instant(fields.String):
    """A moment with its offset (RFC 3339)."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            at: datetime = msgspec.convert(text, Moment)
        except msgspec.ValidationError:
            raise ValidationError("not a moment like 2026-03-01T12:00:00Z") from None
        return at


class Storable(fields.String):
    """A text without NUL: `addresses` refuses that in every parameter, and the document says so."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata=STORABLE, **options)
