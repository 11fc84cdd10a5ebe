"""What a run's events say, as JSON that streams and stores alike."""

from collections.abc import Sequence
from typing import Any

from domain.conversations.evidence import Evidence, Found
from domain.conversations.message import Citation, Message

SHOWN = 6
"""Digits of a score that are told."""


def finding(found: Found, enough: Sequence[Evidence]) -> dict[str, Any]:
    """Tell what was looked for, what was found and what of it is used; never its text."""
    used = {one.passage_id for one in enough}
    hits = [{**place(one), "used": one.passage_id in used} for one in found.evidence]
    return {"query": found.query, "hits": hits}


def place(evidence: Evidence) -> dict[str, Any]:
    return {
        "passage_id": str(evidence.passage_id),
        "document_id": str(evidence.document_id),
        "title": evidence.title,
        "page": evidence.page,
        "score": round(evidence.score, SHOWN),
        "relevance": round(evidence.relevance, SHOWN),
    }


def cited(citation: Citation) -> dict[str, Any]:
    """Tell a citation: the same in the stream as in the stored message."""
    return {
        "marker": citation.marker,
        "document_id": str(citation.document_id),
        "title": citation.title,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def completed(message: Message) -> dict[str, Any]:
    return {
        "message_id": str(message.id),
        "answer_status": str(message.answer_status),
        "citations": len(message.citations),
        "model": message.model,
    }
