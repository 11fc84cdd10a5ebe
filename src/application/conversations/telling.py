"""What a run's events say, as JSON that streams and stores alike."""

from collections.abc import Sequence
from typing import Any

from domain.conversations.evidence import Evidence, Found, Place
from domain.conversations.grounding import Grounded
from domain.conversations.message import Citation, Message
from domain.conversations.run import Run, RunEventKind

Told = tuple[RunEventKind, dict[str, Any]]
SHOWN = 6
"""Digits of a score that are told."""


def started(run: Run) -> Told:
    names = {"run_id": str(run.id), "message_id": str(run.answer_id), "attempt": run.attempt}
    return RunEventKind.STARTED, names


def finding(found: Found, enough: Sequence[Evidence]) -> Told:
    """Tell what was looked for, what was found and what of it is used; never its text."""
    used = {one.passage_id for one in enough}
    hits = [{**placed(one.place), "used": one.passage_id in used} for one in found.evidence]
    return RunEventKind.RETRIEVED, {"query": found.query, "hits": hits}


def claimed(grounded: Grounded) -> list[Told]:
    """Tell a claim that stands, and then the citations that are new with it."""
    delta = (RunEventKind.DELTA, {"text": grounded.text})
    return [delta, *((RunEventKind.CITATION, cited(one)) for one in grounded.citations)]


def placed(place: Place) -> dict[str, Any]:
    return {
        "passage_id": str(place.passage_id),
        "document_id": str(place.document_id),
        "title": place.title,
        "page": place.page,
        "score": round(place.score, SHOWN),
        "relevance": round(place.relevance, SHOWN),
    }


def cited(citation: Citation) -> dict[str, Any]:
    """Tell a citation: the same in the stream as in the stored message."""
    return {
        "marker": citation.marker,
        "document_id": str(citation.document_id),
        "version": citation.version,
        "title": citation.title,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def completed(message: Message) -> Told:
    return RunEventKind.COMPLETED, {
        "message_id": str(message.id),
        "answer_status": str(message.answer_status),
        "citations": len(message.citations),
        "model": message.model,
    }
