"""Members, their roles and their suspension over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.organisations.list_members import ListMembers
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.organisations.resume_member import ResumeMember
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.access.people import People
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole, TakeRole
from domain.ids import UserId
from domain.permissions.access.role import Role
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import VERSION, fresh, takes_at_least, versioned
from entrypoints.http.permissions.organisations.member_views import (
    MemberList,
    RoleDraft,
    RoleTaken,
    RoleView,
)
from entrypoints.http.permissions.organisations.role_places import RoleQuery, one_of, place_of_role
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "members",
    __name__,
    url_prefix="/api/v1/organisations/<uuid:organisation_id>/members",
    description="Who belongs to an organisation, and as what.",
)


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, MemberList, says="Members, by their ids.", refuses=(409, 422))
@takes_at_least(blueprint)
def listed(query: dict[str, Any], organisation_id: UUID) -> Response:
    """List members with their roles; every member may."""
    page = use(ListMembers)(fresh(acting(organisation_id)), window(query))
    people = use(People).named([one.membership.person_id for one in page.items])
    return answer(MemberList.of(page, people))


@blueprint.delete("/<uuid:person_id>")
@answers(blueprint, 204, says="They belong to it no more.", refuses=(409,), headers=VERSION)
def remove(organisation_id: UUID, person_id: UUID) -> Response:
    """Take a member out, or leave. Roles and shares go; what they owned stays here."""
    made = use(RemoveMember)(acting(organisation_id), UserId(person_id))
    return _done(made.access_version)


@blueprint.put("/<uuid:person_id>/role")
@answers(
    blueprint,
    200,
    RoleView,
    says="That is their role there now.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, RoleDraft)
def give_role(body: RoleDraft, organisation_id: UUID, person_id: UUID) -> Response:
    """Give a member a role, instead of the one that they hold there, and no more than you hold."""
    by = acting(organisation_id)
    place = place_of_role(by, body.department_id, body.resource_id)
    made = use(GiveRole)(by, NewRole(UserId(person_id), Role(body.role), place))
    return answer(RoleView.of(made.now), 200, versioned(made.access_version))


@blueprint.delete("/<uuid:person_id>/role")
@blueprint.arguments(RoleQuery(), location="query")
@answers(
    blueprint,
    204,
    says="They hold no role there.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, RoleTaken, required=False)
def take_role(
    query: dict[str, Any], body: RoleTaken, organisation_id: UUID, person_id: UUID
) -> Response:
    """Take a role from a member, or lay down your own; the place is in the query or the body."""
    by = acting(organisation_id)
    department = one_of(query.get("department_id"), body.department_id)
    place = place_of_role(by, department, one_of(query.get("resource_id"), body.resource_id))
    role = None if body.role is None else Role(body.role)
    return _done(use(TakeRole)(by, OldRole(UserId(person_id), place, role)).access_version)


@blueprint.put("/<uuid:person_id>/suspension")
@answers(blueprint, 204, says="They may nothing here now.", refuses=(409,), headers=VERSION)
def suspend(organisation_id: UUID, person_id: UUID) -> Response:
    """Suspend a member, from their next request on; roles and shares stay."""
    made = use(SuspendMember)(acting(organisation_id), UserId(person_id))
    return _done(made.access_version)


@blueprint.delete("/<uuid:person_id>/suspension")
@answers(blueprint, 204, says="They may again what they might before.", headers=VERSION)
def resume(organisation_id: UUID, person_id: UUID) -> Response:
    """Let a suspended member in again."""
    made = use(ResumeMember)(acting(organisation_id), UserId(person_id))
    return _done(made.access_version)


def _done(version: int) -> Response:
    return Response(status=204, headers=versioned(version))
