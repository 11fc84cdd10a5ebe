"""Column types that give the domain what it expects on both databases."""

from datetime import UTC, datetime

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""None is a row's NULL, and no JSON `null`."""
JsonAsWritten = JSON(none_as_null=True)
"""Kept as its text, for what is only ever read whole: PostgreSQL takes half of the time for it."""
Position = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit number that the database counts up: SQLite does so only for INTEGER."""


FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""As near as UTC comes to the first day and the last, as they are told in another zone."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime, also where the database forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return FIRST if value.year == 1 else LAST
