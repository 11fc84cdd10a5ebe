"""Conversations, messages, citations and runs as rows, and back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, select

from adapters.conversations.message_details import details, to_asking, to_trimmed, to_usage
from adapters.conversations.tables import citations, messages, run_events
from domain.access import Level
from domain.conversations.blanked import blanked
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.evidence import EvidenceId, IndexUsed, Place
from domain.conversations.message import (
    AnswerStatus,
    Citation,
    Message,
    MessageId,
    Retrieval,
    Role,
)
from domain.conversations.run import Run, RunEvent, RunEventKind, RunId, RunState
from domain.ids import DocumentId, OrganisationId, UserId
from domain.principal import Kind, Principal


def conversation_row(conversation: Conversation) -> dict[str, Any]:
    row = {name: getattr(conversation, name) for name in Conversation.__slots__}
    return {**row, "document_ids": [str(one) for one in conversation.document_ids]}


def to_conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        id=ConversationId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        owner_id=UserId(row.owner_id),
        title=row.title,
        document_ids=tuple(DocumentId(UUID(one)) for one in row.document_ids),
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        archived=row.archived,
    )


def message_row(message: Message) -> dict[str, Any]:
    status = message.answer_status
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "organisation_id": message.organisation_id,
        "position": message.position,
        "role": message.role.value,
        "content": message.content,
        "created_at": message.created_at,
        "in_reply_to": message.in_reply_to,
        "answer_status": status.value if status else None,
        "retrieval": _retrieval_json(message.retrieval) if message.retrieval else None,
        "model": message.model,
        **details(message),
    }


def to_message(row: Row[Any], citations: Sequence[Citation]) -> Message:
    return Message(
        id=MessageId(row.id),
        conversation_id=ConversationId(row.conversation_id),
        organisation_id=OrganisationId(row.organisation_id),
        position=row.position,
        role=Role(row.role),
        content=row.content,
        created_at=row.created_at,
        in_reply_to=MessageId(row.in_reply_to) if row.in_reply_to else None,
        answer_status=AnswerStatus(row.answer_status) if row.answer_status else None,
        citations=tuple(citations),
        retrieval=_to_retrieval(row.retrieval) if row.retrieval else None,
        model=row.model,
        asking=to_asking(row.asking) if row.asking else None,
        trimmed=to_trimmed(row.trimmed) if row.trimmed else None,
        usage=to_usage(row.usage) if row.usage else None,
    )


def citation_row(message: Message, citation: Citation) -> dict[str, Any]:
    row = {name: getattr(citation, name) for name in Citation.__slots__ if name != "redacted"}
    return {**row, "message_id": message.id, "organisation_id": message.organisation_id}


def to_citation(row: Row[Any]) -> Citation:
    return Citation(
        marker=row.marker,
        document_id=DocumentId(row.document_id),
        version=row.version,
        title=row.title,
        page=row.page,
        start=row.start,
        end=row.end,
        quote=row.quote,
        withdrawn=row.withdrawn,
    )


def run_row(run: Run) -> dict[str, Any]:
    row = {name: getattr(run, name) for name in Run.__slots__ if name != "asked_by"}
    by = run.asked_by
    asked = {"asked_by": by.user_id, "asked_as": by.kind.value, "asked_at_most": int(by.at_most)}
    return {**row, **asked, "state": run.state.value}


def to_run(row: Row[Any]) -> Run:
    return Run(
        id=RunId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        conversation_id=ConversationId(row.conversation_id),
        question_id=MessageId(row.question_id),
        answer_id=MessageId(row.answer_id),
        state=RunState(row.state),
        attempt=row.attempt,
        created_at=row.created_at,
        asked_by=Principal(
            UserId(row.asked_by),
            OrganisationId(row.organisation_id),
            Kind(row.asked_as),
            Level(row.asked_at_most),
        ),
    )


def event_row(run: Run, event: RunEvent) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "sequence": event.sequence,
        "kind": event.kind.value,
        "data": dict(event.data),
    }


def to_event(row: Row[Any]) -> RunEvent:
    return RunEvent(row.sequence, RunEventKind(row.kind), row.data)


def quotes(document_id: DocumentId) -> ColumnElement[bool]:
    """Select the events that tell a quote of this document."""
    named = run_events.c.data["document_id"].as_string() == str(document_id)
    return and_(run_events.c.kind == RunEventKind.CITATION.value, named)


def saying(organisation_id: OrganisationId, document_id: DocumentId) -> Select[Any]:
    """Select the answers that cite this document, a row for each marker."""
    cited = (
        citations.c.organisation_id == organisation_id,
        citations.c.document_id == document_id,
    )
    answers = messages.join(citations)
    return (
        select(messages.c.id, messages.c.content, citations.c.marker)
        .select_from(answers)
        .where(*cited)
    )


def still_said(rows: Iterable[Row[Any]]) -> Iterator[tuple[UUID, str]]:
    """Yield each answer that says something by these markers, and what is left without it."""
    said: dict[tuple[UUID, str], set[int]] = {}
    for row in rows:
        said.setdefault((row.id, row.content), set()).add(row.marker)
    for (name, content), markers in said.items():
        left = blanked(content, markers)
        if left != content:
            yield name, left


def _retrieval_json(retrieval: Retrieval) -> dict[str, Any]:
    places = [
        {
            "passage_id": str(place.passage_id),
            "document_id": str(place.document_id),
            "title": place.title,
            "page": place.page,
            "score": place.score,
            "relevance": place.relevance,
        }
        for place in retrieval.places
    ]
    index = asdict(retrieval.index) if retrieval.index else None
    return {
        "query": retrieval.query,
        "places": places,
        "withheld": retrieval.withheld,
        "index": index,
        "rewritten": retrieval.rewritten,
    }


def _to_retrieval(held: dict[str, Any]) -> Retrieval:
    places = tuple(
        Place(
            passage_id=EvidenceId(UUID(one["passage_id"])),
            document_id=DocumentId(UUID(one["document_id"])),
            title=one["title"],
            page=one["page"],
            score=one["score"],
            relevance=one["relevance"],
        )
        for one in held["places"]
    )
    index = held.get("index")
    return Retrieval(
        query=held["query"],
        places=places,
        withheld=held["withheld"],
        index=IndexUsed(**index) if index else None,
        rewritten=held.get("rewritten", False),  # messages from before it was kept
    )
