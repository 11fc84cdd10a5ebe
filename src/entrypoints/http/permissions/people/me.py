"""One's own account and sessions over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.permissions.people.change_password import ChangePassword, PasswordChange
from application.permissions.people.keep_account import ReadAccount, RenameAccount
from application.permissions.people.keep_sessions import EndSession, ListSessions
from domain.permissions.people.errors import AccountChanged
from domain.permissions.people.session import SessionId
from domain.permissions.people.standing import Identity
from entrypoints.http import etags
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import answers, takes_header
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.people.auth import BODY
from entrypoints.http.permissions.people.bearer import identified
from entrypoints.http.permissions.people.client import client
from entrypoints.http.permissions.people.views import (
    MePatch,
    MeView,
    PasswordChangeDraft,
    SessionList,
)
from entrypoints.http.use import use

blueprint = Blueprint(
    "me", __name__, url_prefix="/api/v1/me", description="Your own account and sessions."
)
VERSION = {"ETag": "Its version, for If-Match."}


@blueprint.get("")
@answers(blueprint, 200, MeView, says="Your account.", refuses=(401,), headers=VERSION)
@identified(blueprint, programs=True)
def find(by: Identity) -> Response:
    """Look at your account."""
    account = use(ReadAccount)(by)
    return answer(MeView.of(account), 200, etags.etag(account.version))


@blueprint.patch("")
@answers(blueprint, 200, MeView, says="It is changed.", refuses=(401, 412, 428, *BODY),
         headers=VERSION)  # fmt: skip
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA, required=True)
@identified(blueprint)
@reads(blueprint, MePatch)
def rename(by: Identity, body: MePatch) -> Response:
    """Change your name; null takes it away."""
    try:
        account = use(RenameAccount)(by, body.name, etags.seen_version())
    except AccountChanged as error:  # by If-Match, so 412 and not 409 (RFC 9110, 13.1.1)
        raise Refusal(412, error.code, str(error)) from error
    return answer(MeView.of(account), 200, etags.etag(account.version))


@blueprint.post("/password")
@answers(blueprint, 204, says="It is changed; your other sessions are over.",
         refuses=(401, 429, *BODY))  # fmt: skip
@identified(blueprint)
@reads(blueprint, PasswordChangeDraft)
def change_password(by: Identity, body: PasswordChangeDraft) -> Response:
    """Change your password; 403 when the current one is another. Your other sessions end."""
    use(ChangePassword)(by, PasswordChange(body.current, body.new, client()))
    return Response(status=204)


@blueprint.get("/sessions")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, SessionList, says="Sessions, newest first.", refuses=(401, 422))
@identified(blueprint)
def sessions(by: Identity, query: dict[str, Any]) -> Response:
    """List your sessions, newest first."""
    return answer(SessionList.of(use(ListSessions)(by, window(query)), by.session_id))


@blueprint.delete("/sessions/<uuid:session_id>")
@answers(blueprint, 204, says="It is over.", refuses=(401, 404))
@identified(blueprint)
def end(by: Identity, session_id: UUID) -> Response:
    """End one of your sessions, wherever it is: its next request is refused."""
    use(EndSession)(by, SessionId(session_id))
    return Response(status=204)
