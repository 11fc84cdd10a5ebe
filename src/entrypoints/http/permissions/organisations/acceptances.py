"""Invitations, accepted over HTTP."""

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.invitations.accept_invitation import (
    Acceptance,
    AcceptInvitation,
)
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.consistency import VERSION, versioned
from entrypoints.http.permissions.organisations.member_views import (
    AcceptanceDraft,
    AcceptanceView,
)
from entrypoints.http.use import signed_in, use

blueprint = Blueprint(
    "acceptances",
    __name__,
    url_prefix="/api/v1/invitations/acceptances",
    description="Come in by an invitation.",
)


@blueprint.post("")
@answers(
    blueprint,
    200,
    AcceptanceView,
    says="You belong to it now.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, AcceptanceDraft)
def accept(body: AcceptanceDraft) -> Response:
    """Accept an invitation to the address of your account, once and within a week.

    Whatever is wrong with it is the same 404 `invitation_not_found`.
    """
    made = use(AcceptInvitation)(signed_in(), Acceptance(body.token))
    return answer(AcceptanceView.of(made.now), 200, versioned(made.access_version))
