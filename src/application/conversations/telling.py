"""What a run's events say, as JSON that streams and stores alike."""

from collections.abc import Sequence
from typing import Any

from application.conversations.ports import ConversationsWork
from domain.conversations.evidence import Evidence, Found, IndexUsed, Place
from domain.conversations.grounding import Grounded
from domain.conversations.message import AnswerStatus, Citation, Message, Trimmed
from domain.conversations.run import Run, RunEvent, RunEventKind

Told = tuple[RunEventKind, dict[str, Any]]
SHOWN = 6
"""Digits of a score that are told."""


def tell(
    work: ConversationsWork, run: Run, told: Sequence[Told], *, after: int | None = None
) -> None:
    """Add to what the run has told, which its holder may know to be `after` so many events."""
    last = work.runs.last_sequence(run) if after is None else after
    events = [
        RunEvent(last + count, kind, data) for count, (kind, data) in enumerate(told, start=1)
    ]
    work.runs.tell(run, events)


def started(run: Run, model: str) -> Told:
    names = {"run_id": str(run.id), "message_id": str(run.answer_id), "attempt": run.attempt}
    return RunEventKind.STARTED, {**names, "model": model}


def finding(found: Found, enough: Sequence[Evidence]) -> Told:
    """Tell what was looked for, what was found and what of it is used; never its text."""
    used = {one.passage_id for one in enough}
    hits = [
        {**placed(one.place), "version": one.version, "used": one.passage_id in used}
        for one in found.evidence
    ]
    state = found.index or IndexUsed(0, 0)
    index = {"generation": state.generation, "index_version": state.version}
    told = {"query": found.query, "rewritten": found.rewritten, **index, "hits": hits}
    return RunEventKind.RETRIEVED, told


def trimming(trimmed: Trimmed | None) -> list[Told]:
    """Tell what did not fit into the writer's context, if anything did not."""
    return [] if trimmed is None else [(RunEventKind.TRIMMED, trimmed._asdict())]


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


def ended(message: Message) -> list[Told]:
    """Tell what is left to tell of an answer that is complete: an abstention claims nothing."""
    if message.answer_status is not AnswerStatus.ABSTAINED:
        return [completed(message)]
    return [(RunEventKind.DELTA, {"text": message.content}), completed(message)]


def completed(message: Message) -> Told:
    return RunEventKind.COMPLETED, ending(message)


def stopped(message: Message) -> Told:
    return RunEventKind.STOPPED, ending(message)


def failed(code: str, detail: str) -> Told:
    return RunEventKind.FAILED, {"code": code, "detail": detail}


def ending(message: Message) -> dict[str, Any]:
    return {
        "message_id": str(message.id),
        "answer_status": str(message.answer_status),
        "citations": len(message.citations),
        "model": message.model,
    }
