"""Come in by a link."""

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.links.open_link import Opening, OpenLink
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.permissions.links.views import GuestDraft, GuestView
from entrypoints.http.permissions.people.client import client
from entrypoints.http.use import use

blueprint = Blueprint(
    "guest_sessions",
    __name__,
    url_prefix="/api/v1/guest-sessions",
    description="Exchange the secret of a link for a token.",
)


@blueprint.post("")
@for_anybody(blueprint)
@answers(
    blueprint, 201, GuestView, says="You are in, as a guest.", refuses=(404, 413, 415, 422, 429)
)
@reads(blueprint, GuestDraft)
def open_link(body: GuestDraft) -> Response:
    """Open a link. Whatever is wrong with it, the answer is the same 404."""
    opened = use(OpenLink)(Opening(body.secret, body.password, client()))
    return answer(GuestView.of(opened), 201)
