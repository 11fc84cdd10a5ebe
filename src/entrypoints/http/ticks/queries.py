"""What a query about a market may say."""

from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from domain.ticks.intervals import Interval
from domain.ticks.market import Feed
from domain.ticks.moments import bounded, microseconds
from domain.ticks.trade import MOST_ID
from entrypoints.http.query_fields import Instant

SYMBOL: dict[str, Any] = {
    "in": "path",
    "name": "symbol",
    "description": "As the exchange names it; in either case.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9]{2,20}$"},
}
MOST = 1_000
A_DAY = 1_440
LATEST = bounded(2**63)
MOST_AGE = 10**10 - 1


class Number(fields.Integer):
    """An id, or a time in microseconds since 1970; as text it is ASCII digits alone."""

    def __init__(self, most: int = MOST_ID, **options: Any) -> None:
        super().__init__(validate=validate.Range(min=0, max=most), **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not (isinstance(value, str) and value.isascii() and value.isdigit()):
            raise ValidationError("not a whole number")
        return super()._deserialize(value, *args, **kwargs)


CURSOR = {"description": "The `next_cursor` of the page before.", "pattern": r"^\d{1,19}$"}


class FeedQuery(Schema):
    feed = fields.String(
        validate=validate.OneOf([one.value for one in Feed]),
        metadata={"description": "Aggregates where both are collected and none is named."},
    )


class PriceQuery(FeedQuery):
    at = Instant(metadata={"format": "date-time", "description": "A second; parts are left out."})
    max_age = Number(
        MOST_AGE,
        metadata={
            "description": "Seconds: 404 `price_too_old` for a trade made longer before.",
            "pattern": r"^\d{1,10}$",
        },
    )


class RangesQuery(FeedQuery):
    since = Instant(data_key="from", metadata={"format": "date-time"})
    until = Instant(data_key="to", metadata={"format": "date-time"})
    interval = fields.String(
        load_default="1m", validate=validate.OneOf([one.value for one in Interval])
    )
    limit = fields.Integer(load_default=A_DAY, validate=validate.Range(min=1, max=A_DAY))
    cursor = Number(LATEST, metadata=CURSOR)


class TradesQuery(FeedQuery):
    from_id = Number(load_default=0)
    limit = fields.Integer(load_default=100, validate=validate.Range(min=1, max=MOST))
    cursor = Number(metadata=CURSOR)


class Day(fields.String):
    """A day as ISO 8601 writes it, and as microseconds since 1970 of its beginning in UTC."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
        except ValueError:
            raise ValidationError("not a day like 2026-03-01") from None
        if len(text) != len("2026-03-01") or not text.isascii():
            raise ValidationError("not a day like 2026-03-01")
        return microseconds(day)


class AuditQuery(FeedQuery):
    date = Day(metadata={"format": "date"})


class IncidentsQuery(FeedQuery):
    limit = fields.Integer(load_default=100, validate=validate.Range(min=1, max=MOST))
    cursor = Number(2**63 - 1, metadata=CURSOR)


class GapsQuery(FeedQuery):
    limit = fields.Integer(load_default=100, validate=validate.Range(min=1, max=MOST))
    cursor = Number(metadata=CURSOR)


def feed_of(query: dict[str, Any]) -> Feed | None:
    return Feed(query["feed"]) if "feed" in query else None


def place(number: int | None) -> str | None:
    return None if number is None else str(number)
