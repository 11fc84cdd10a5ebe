"""Conversations over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint
from marshmallow import fields

from application.conversations.keep_conversations import (
    ChangeConversation,
    ConversationChange,
    DeleteConversation,
    NewConversation,
    StartConversation,
)
from application.conversations.read_conversations import FindConversation, ListConversations
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.errors import ConversationChanged
from domain.ids import DocumentId
from entrypoints.http import etags
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.conversations.views import (
    ConversationDraft,
    ConversationList,
    ConversationPatch,
    ConversationView,
)
from entrypoints.http.errors import Refusal
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers, takes_header
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "conversations",
    __name__,
    url_prefix="/api/v1/conversations",
    description="Ask a chosen set of documents, and keep what was said.",
)


class ConversationQuery(PageQuery):
    archived = fields.Boolean(
        truthy={"true"}, falsy={"false"}, load_default=False,
        metadata={"description": "true lists those put away, false the others."},
    )  # fmt: skip


@blueprint.post("")
@answers(
    blueprint,
    201,
    ConversationView,
    says="It has begun.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where it is.", "ETag": "Its version, for If-Match."},
)
@idempotent(blueprint)
@reads(blueprint, ConversationDraft)
def start(new_id: UUID, body: ConversationDraft) -> Response:
    """Start a conversation with all documents or with chosen ones."""
    new = NewConversation(ConversationId(new_id), body.title, _chosen(body.document_ids) or ())
    started = use(StartConversation)(acting(), new)
    return _shown(started, 201, {"Location": f"/api/v1/conversations/{started.id}"})


@blueprint.get("")
@blueprint.arguments(ConversationQuery(), location="query")
@answers(blueprint, 200, ConversationList, says="Your own, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List your conversations, newest first: those in use, or those put away."""
    page = use(ListConversations)(acting(), window(query), archived=query["archived"])
    return answer(ConversationList.of(page))


@blueprint.get("/<uuid:conversation_id>")
@answers(
    blueprint,
    200,
    ConversationView,
    says="The conversation.",
    refuses=(404,),
    headers={"ETag": "Its version, for If-Match."},
)
def find(conversation_id: UUID) -> Response:
    """Look at one conversation."""
    return _shown(use(FindConversation)(acting(), ConversationId(conversation_id)), 200)


@blueprint.patch("/<uuid:conversation_id>")
@answers(
    blueprint,
    200,
    ConversationView,
    says="It is changed.",
    refuses=(404, 412, 413, 415, 422, 428),
    headers={"ETag": "Its new version."},
)
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA, required=True)
@reads(blueprint, ConversationPatch)
def change(body: ConversationPatch, conversation_id: UUID) -> Response:
    """Rename a conversation, choose other documents, put it away or take it back."""
    asked = ConversationChange(
        id=ConversationId(conversation_id),
        seen=etags.seen_version(),
        title=body.title,
        document_ids=_chosen(body.document_ids),
        archived=body.archived,
    )
    try:
        return _shown(use(ChangeConversation)(acting(), asked), 200)
    except ConversationChanged as error:  # by If-Match, so 412 and not 409 (RFC 9110, 13.1.1)
        raise Refusal(412, error.code, str(error)) from error


@blueprint.delete("/<uuid:conversation_id>")
@answers(blueprint, 204, says="It is gone, with its messages.", refuses=(404,))
def delete(conversation_id: UUID) -> Response:
    """Delete a conversation with all its messages."""
    use(DeleteConversation)(acting(), ConversationId(conversation_id))
    return Response(status=204)


def _chosen(ids: list[UUID] | None) -> tuple[DocumentId, ...] | None:
    return None if ids is None else tuple(DocumentId(one) for one in ids)


def _shown(
    conversation: Conversation, status: int, headers: dict[str, str] | None = None
) -> Response:
    all_headers = {**etags.etag(conversation.version), **(headers or {})}
    return answer(ConversationView.of(conversation), status, all_headers)
