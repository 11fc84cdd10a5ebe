"""What a message was asked with and what it took, as JSON, and back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from domain.conversations.asking import Asking, SearchBy
from domain.conversations.message import Message, Trimmed
from domain.conversations.usage import CountedBy, Usage
from domain.ids import DocumentId


def details(message: Message) -> dict[str, Any]:
    """Return the columns `asking`, `trimmed` and `usage`; None where there is nothing to keep."""
    trimmed = message.trimmed
    return {
        "asking": _asking(message.asking) if message.asking else None,
        "trimmed": trimmed._asdict() if trimmed else None,
        "usage": _usage(message.usage) if message.usage else None,
    }


def to_asking(held: Mapping[str, Any]) -> Asking:
    chosen = held["document_ids"]
    return Asking(
        document_ids=None if chosen is None else tuple(DocumentId(UUID(one)) for one in chosen),
        query=held["query"],
        mode=SearchBy(held["mode"]),
        limit=held["limit"],
    )


def to_trimmed(held: Mapping[str, Any]) -> Trimmed:
    return Trimmed(held["turns_dropped"], held["evidence_dropped"])


def to_usage(held: Mapping[str, Any]) -> Usage:
    return Usage(**{**held, "source": CountedBy(held["source"])})


def _asking(asking: Asking) -> dict[str, Any]:
    chosen = asking.document_ids
    return {
        "document_ids": None if chosen is None else [str(one) for one in chosen],
        "query": asking.query,
        "mode": asking.mode.value,
        "limit": asking.limit,
    }


def _usage(usage: Usage) -> dict[str, Any]:
    return {name: getattr(usage, name) for name in Usage.__slots__}
