"""The console's one page: what is held, and what was said, before any script runs."""

from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Response, render_template, request

from application.conversations.read_conversations import ListConversations, ReadMessages
from application.knowledge.read_documents import ListDocuments
from application.paging import Window
from domain.conversations.conversation import ConversationId
from domain.conversations.errors import ConversationNotFound
from entrypoints.http.conversations.message_views import MessageList
from entrypoints.http.conversations.views import ConversationList
from entrypoints.http.knowledge.views import DocumentList
from entrypoints.http.use import acting, use
from entrypoints.settings import Settings

FIRST = Window(50)
"""How much of each list is drawn here; the page's scripts ask for as many at a time."""
MODULES = sorted(path.name for path in (Path(__file__).parent / "static").glob("*.js"))
"""Fetched side by side; a browser would otherwise find them one import after the other."""

blueprint = Blueprint(
    "console",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/console",
)


@blueprint.get("/")
def home() -> Response:
    """Show documents, conversations, and the conversation that the address names."""
    asked_for = request.args.get("conversation", "")
    messages = _messages(asked_for)
    page = render_template(
        "console.html",
        documents=DocumentList.of(use(ListDocuments)(acting(), FIRST)),
        conversations=ConversationList.of(use(ListConversations)(acting(), FIRST)),
        current=asked_for,
        messages=messages.items if messages else [],
        is_missing=messages is None,
        modules=MODULES,
        most_bytes=use(Settings).upload_bytes,
    )
    status = HTTPStatus.NOT_FOUND if messages is None else HTTPStatus.OK
    headers = {"Cache-Control": "no-store"}
    return Response(page, status, headers, content_type="text/html; charset=utf-8")


@blueprint.get("/index")
def index() -> Response:
    """Show the index's generations; its script asks the API for them."""
    return Response(render_template("generations.html"), content_type="text/html; charset=utf-8")


def _messages(asked_for: str) -> MessageList | None:
    """Return what was said first in that conversation; None when there is no such conversation."""
    if not asked_for:
        return MessageList([], None)
    try:
        named = ConversationId(UUID(asked_for))
        return MessageList.of(use(ReadMessages)(acting(), named, FIRST), {})
    except (ValueError, ConversationNotFound):
        return None
