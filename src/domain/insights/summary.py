"""What a record comes to: numbers that were counted, and whether they are all there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from domain.insights.record import Interaction, Record


@dataclass(frozen=True, slots=True)
class Missing:
    """Why an answer does not tell everything, and of how many interactions."""

    reason: str
    interactions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """`adverse` names interactions that somebody must look at, of `adverse_total`."""

    total: int
    channel: str | None
    last: Interaction | None
    key_topics: tuple[str, ...]
    adverse: tuple[UUID, ...]
    adverse_total: int
    missing: tuple[Missing, ...]

    @classmethod
    def of(cls, record: Record) -> Summary:
        return cls(
            total=record.total,
            channel=record.channels[0].name if record.channels else None,
            last=record.last,
            key_topics=record.key_topics,
            adverse=tuple(one.id for one in record.newest if one.is_adverse),
            adverse_total=record.adverse,
            missing=tuple(_missing(record)),
        )


def _missing(record: Record) -> Iterator[Missing]:
    found = {
        "customer_not_on_file": record.total if record.customer is None else 0,
        "without_topic": record.total - sum(one.count for one in record.topics),
        "without_sentiment": record.total - sum(one.count for one in record.sentiments),
        "without_product": record.unattributed,
        "not_listed": max(0, record.total - len(record.newest)),
    }
    yield from (Missing(reason, many) for reason, many in found.items() if many)
