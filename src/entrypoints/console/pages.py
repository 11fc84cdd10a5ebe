"""The console's pages: what is held, and what was said, before any script runs."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, render_template, request

from application.conversations.read_conversations import ListConversations, ReadMessages
from application.knowledge.read_documents import ListDocuments
from application.paging import Window
from domain.conversations.conversation import ConversationId
from domain.conversations.errors import ConversationNotFound
from domain.permissions.people.password import SHORTEST
from entrypoints.console import files
from entrypoints.http.conversations.message_views import MessageList
from entrypoints.http.conversations.views import ConversationList
from entrypoints.http.knowledge.views import DocumentList
from entrypoints.http.use import acting, use
from entrypoints.settings import Settings

FIRST = Window(50)
"""How much of each list is drawn here; the page's scripts ask for as many at a time."""
MODULES = sorted(path.name for path in files.STATIC.glob("*.js"))
"""Fetched side by side; a browser would otherwise find them one import after the other."""
TALK = ("conversation", "composer", "answer", "citations", "source")
"""Style sheets of a conversation."""

blueprint = Blueprint("console", __name__, template_folder="templates")
files.register(blueprint)


@blueprint.get("/")
def home() -> Response:
    """Show documents, conversations, and the conversation that the address names.

    Where people sign in, a navigation does not say who comes: the page's scripts ask for the lists.
    """
    if use(Settings).sign_in == "required":
        return _home(DocumentList([], None), ConversationList([], None), MessageList([], None), "")
    asked_for = request.args.get("conversation", "")
    documents = DocumentList.of(use(ListDocuments)(acting(), FIRST))
    conversations = ConversationList.of(use(ListConversations)(acting(), FIRST))
    return _home(documents, conversations, _messages(asked_for), asked_for)


def _home(
    documents: DocumentList,
    conversations: ConversationList,
    messages: MessageList | None,
    current: str,
) -> Response:
    page = _page(
        "console.html",
        documents=documents,
        conversations=conversations,
        current=current,
        messages=messages.items if messages else [],
        is_missing=messages is None,
        modules=MODULES,
        most_bytes=use(Settings).upload_bytes,
        shortest=SHORTEST,
    )
    page.status_code = HTTPStatus.NOT_FOUND if messages is None else HTTPStatus.OK
    page.headers["Cache-Control"] = "no-store"
    return page


@blueprint.get("/index")
def index() -> Response:
    """Show the index's generations; its script asks the API for them."""
    return _page("generations.html")


@blueprint.get("/sign-in")
def sign_in() -> Response:
    """Show where one signs in."""
    return framed("sign_in.html", "people/sign-in.js", kind="entry")


@blueprint.get("/sign-up")
def sign_up() -> Response:
    """Show where one asks for an account and proves one's address."""
    return framed("sign_up.html", "people/sign-up.js", kind="entry", shortest=SHORTEST)


@blueprint.get("/reset")
def reset() -> Response:
    """Show where one has a letter sent, and chooses a new password by it."""
    return framed("reset.html", "people/reset.js", kind="entry", shortest=SHORTEST)


@blueprint.get("/organisation")
def organisation() -> Response:
    """Show an organisation to its members; its scripts ask the API for all of it."""
    sheets = ("sharing/sharing", "organisation/organisation")
    return framed("organisation.html", "organisation/page.js", *sheets)


@blueprint.get("/guest")
def guest() -> Response:
    """Show what a link opens; its secret stays behind the #, where this server does not see it."""
    return framed("guest.html", "guest/page.js", *TALK, "guest/guest", kind="guest-page")


def framed(template: str, script: str, *sheets: str, kind: str = "", **values: object) -> Response:
    """Draw a page of one column, with a line at the top."""
    return _page(template, script=script, sheets=list(sheets), kind=kind, **values)


def _page(template: str, **values: object) -> Response:
    text = render_template(template, sign_in=use(Settings).sign_in, **values)
    return Response(text, content_type="text/html; charset=utf-8")


def _messages(asked_for: str) -> MessageList | None:
    """Return what was said first in that conversation; None when there is no such conversation."""
    if not asked_for:
        return MessageList([], None)
    try:
        named = ConversationId(UUID(asked_for))
        return MessageList.of(use(ReadMessages)(acting(), named, FIRST), {})
    except (ValueError, ConversationNotFound):
        return None
