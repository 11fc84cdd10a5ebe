"""Invitations over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.invitations.invite_member import InviteMember, NewInvitation
from application.permissions.access.invitations.list_invitations import ListInvitations
from application.permissions.access.invitations.withdraw_invitation import WithdrawInvitation
from domain.permissions.access.invitation import InvitationId
from domain.permissions.access.role import Role
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import VERSION, fresh, takes_at_least, versioned
from entrypoints.http.permissions.organisations.member_views import (
    InvitationDraft,
    InvitationList,
    InvitationView,
)
from entrypoints.http.permissions.organisations.role_places import DepartmentQuery
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "invitations",
    __name__,
    url_prefix="/api/v1/organisations/<uuid:organisation_id>/invitations",
    description="Ask people in by their e-mail address, whether they have an account or not.",
)


class InvitationQuery(PageQuery, DepartmentQuery):
    """Those into the whole organisation, or into one department."""


@blueprint.post("")
@answers(
    blueprint,
    201,
    InvitationView,
    says="It is on its way, and good for a week.",
    refuses=(409, 413, 415, 422, 429),
    headers=VERSION,
)
@idempotent(blueprint, replay=False)  # an answer is not kept where it may hold a token
@reads(blueprint, InvitationDraft)
def invite(new_id: UUID, body: InvitationDraft, organisation_id: UUID) -> Response:
    """Offer a role to whoever has this address; give no more than you hold yourself."""
    new = NewInvitation(InvitationId(new_id), body.email, Role(body.role), body.department_id)
    made = use(InviteMember)(acting(organisation_id), new)
    return answer(InvitationView.given(made.now), 201, versioned(made.access_version))


@blueprint.get("")
@blueprint.arguments(InvitationQuery(), location="query")
@answers(
    blueprint, 200, InvitationList, says="Those that are open, newest first.", refuses=(409, 422)
)
@takes_at_least(blueprint)
def listed(query: dict[str, Any], organisation_id: UUID) -> Response:
    """List open invitations into the organisation, or into one department; its managers may."""
    by = fresh(acting(organisation_id))
    page = use(ListInvitations)(by, query.get("department_id"), window(query))
    return answer(InvitationList.of(page))


@blueprint.delete("/<uuid:invitation_id>")
@answers(blueprint, 204, says="It cannot be accepted any more.", headers=VERSION)
def withdraw(organisation_id: UUID, invitation_id: UUID) -> Response:
    """Take an invitation back."""
    made = use(WithdrawInvitation)(acting(organisation_id), InvitationId(invitation_id))
    return Response(status=204, headers=versioned(made.access_version))
