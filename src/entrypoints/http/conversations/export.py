"""A whole conversation to take away, sent while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from application.conversations.export_conversation import ExportConversation, Exported
from domain.conversations.conversation import ConversationId
from entrypoints.http.conversations.markdown import markdown
from entrypoints.http.conversations.message_views import MessageView
from entrypoints.http.conversations.views import ConversationView
from entrypoints.http.openapi import answers, schema_of
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "export",
    __name__,
    url_prefix="/api/v1/conversations/<uuid:conversation_id>/export",
    description="Conversations to take away.",
)
KINDS = {"json": ("application/json", "json"), "markdown": ("text/markdown; charset=utf-8", "md")}


class ExportQuery(Schema):
    format = fields.String(load_default="json", validate=validate.OneOf(list(KINDS)))


class ConversationExport(msgspec.Struct):
    """All that is known of a conversation; messages are in order, oldest first."""

    conversation: ConversationView
    messages: list[MessageView]


@blueprint.get("")
@blueprint.arguments(ExportQuery(), location="query")
@blueprint.doc(
    responses={
        "200": {
            "content": {
                "application/json": {"schema": schema_of(ConversationExport)},
                "text/markdown": {"schema": {"type": "string"}},
            }
        }
    }
)
@answers(
    blueprint,
    200,
    says="The whole conversation.",
    refuses=(404, 422),
    headers={"Content-Disposition": "A name to keep it under."},
)
def export(query: dict[str, Any], conversation_id: UUID) -> Response:
    """Download a conversation: complete as JSON, or good to read as Markdown."""
    exported = use(ExportConversation)(acting(), ConversationId(conversation_id))
    kind, suffix = KINDS[query["format"]]
    pieces = _json(exported) if query["format"] == "json" else _encoded(markdown(exported))
    name = quote(f"{exported.conversation.title}.{suffix}", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(_begun(pieces), 200, headers, content_type=kind)


def _json(exported: Exported) -> Iterator[bytes]:
    head = msgspec.json.encode(ConversationView.of(exported.conversation))
    yield b'{"conversation":' + head + b',"messages":['
    before = b""
    for messages, feedback in exported.parts:
        for message in messages:
            yield before + msgspec.json.encode(MessageView.of(message, feedback.get(message.id)))
            before = b","
    yield b"]}"


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Read the first piece now, while there can still be another answer than this one."""
    return chain([next(pieces)], pieces)
