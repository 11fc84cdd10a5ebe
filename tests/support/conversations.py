"""Conversations as tests want them."""

from uuid import uuid4

from injector import Injector

from application.conversations.ports import ConversationsStore
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.evidence import EvidenceId, Place
from domain.conversations.message import (
    AnswerStatus,
    Citation,
    Message,
    MessageId,
    Retrieval,
    Role,
)
from domain.conversations.run import Run, RunId, RunState
from domain.ids import DocumentId
from domain.principal import Principal
from support.people import ADA, NOON


def a_conversation(*, by: Principal = ADA, documents: int = 2) -> Conversation:
    ids = tuple(DocumentId(uuid4()) for _ in range(documents))
    new = ConversationId(uuid4())
    return Conversation.start(by, id=new, title="Talk", document_ids=ids, now=NOON)


def keep(world: Injector, conversation: Conversation) -> Conversation:
    with world.get(ConversationsStore).transaction() as work:
        work.conversations.save(conversation)
        work.commit()
    return conversation


def a_citation(marker: int, document_id: DocumentId | None = None) -> Citation:
    return Citation(
        marker=marker,
        document_id=document_id or DocumentId(uuid4()),
        version=1,
        title="Handbook",
        page=3,
        start=10,
        end=20,
        quote="ten letter",
    )


def a_message(
    conversation: Conversation,
    position: int,
    role: Role = Role.USER,
    *,
    content: str = "Words.",
    citations: tuple[Citation, ...] = (),
) -> Message:
    is_answer = role is Role.ASSISTANT
    return Message(
        id=MessageId(uuid4()),
        conversation_id=conversation.id,
        organisation_id=conversation.organisation_id,
        position=position,
        role=role,
        content=content,
        created_at=NOON,
        in_reply_to=MessageId(uuid4()) if is_answer else None,
        answer_status=AnswerStatus.ANSWERED if is_answer else None,
        citations=citations,
        retrieval=Retrieval(query="q", places=(_a_place(),), withheld=1) if is_answer else None,
        model="scripted" if is_answer else None,
    )


def a_run(conversation: Conversation) -> Run:
    return Run(
        id=RunId(uuid4()),
        organisation_id=conversation.organisation_id,
        conversation_id=conversation.id,
        question_id=MessageId(uuid4()),
        answer_id=MessageId(uuid4()),
        state=RunState.RUNNING,
        attempt=0,
        created_at=NOON,
        asked_by=Principal(conversation.owner_id, conversation.organisation_id),
    )


def _a_place() -> Place:
    return Place(
        passage_id=EvidenceId(uuid4()),
        document_id=DocumentId(uuid4()),
        title="Handbook",
        page=3,
        score=0.5,
        relevance=0.75,
    )
