"""Departments over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.departments.add_department import AddDepartment, NewDepartment
from application.permissions.access.departments.change_department import (
    ChangeDepartment,
    DepartmentChange,
)
from application.permissions.access.departments.list_departments import ListDepartments
from application.permissions.access.departments.remove_department import (
    OldDepartment,
    RemoveDepartment,
)
from application.permissions.access.resources.find_resource import FindResource
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.scope import Scope
from entrypoints.http import etags
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers, takes_header
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import (
    VERSION,
    current,
    fresh,
    takes_at_least,
    versioned,
)
from entrypoints.http.permissions.organisations.organisation_views import (
    DepartmentDraft,
    DepartmentList,
    DepartmentPatch,
    DepartmentView,
    placed,
)
from entrypoints.http.permissions.preconditions import IF_NO_NEWER, as_seen
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "departments",
    __name__,
    url_prefix="/api/v1/organisations/<uuid:organisation_id>/departments",
    description="The tree of departments: what is given in one is given in all that stand in it.",
)


@blueprint.post("")
@answers(
    blueprint,
    201,
    DepartmentView,
    says="It is set up.",
    refuses=(409, 413, 415, 422),
    headers={**IF_NO_NEWER, **VERSION},
)
@idempotent(blueprint)
@reads(blueprint, DepartmentDraft)
def add(new_id: UUID, body: DepartmentDraft, organisation_id: UUID) -> Response:
    """Set up a department, up to 32 of them in one another; managers of its parent may."""
    by = acting(organisation_id)
    try:
        made = use(AddDepartment)(by, NewDepartment(new_id, body.name, body.parent_id))
    except IdTaken:  # set up by this very request, which then broke off
        return _shown(use(FindResource)(by, new_id).scope, 201, current(by))
    return _shown(made.now, 201, versioned(made.access_version))


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, DepartmentList, says="Departments, by their ids.", refuses=(409, 422))
@takes_at_least(blueprint)
def listed(query: dict[str, Any], organisation_id: UUID) -> Response:
    """List departments, each with the one that it stands in; every member may."""
    page = use(ListDepartments)(fresh(acting(organisation_id)), window(query))
    return answer(DepartmentList.of(page))


@blueprint.patch("/<uuid:department_id>")
@answers(
    blueprint,
    200,
    DepartmentView,
    says="It is changed.",
    refuses=(409, 412, 413, 415, 422, 428),
    headers={**IF_NO_NEWER, **VERSION},
)
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA, required=True)
@reads(blueprint, DepartmentPatch)
def change(body: DepartmentPatch, organisation_id: UUID, department_id: UUID) -> Response:
    """Rename a department, or move it with all that stands in it.

    Beneath itself it cannot go: 409 `would_cycle`, with the `path` that leads there.
    """
    parent = placed(body.parent_id, organisation_id)
    wanted = DepartmentChange(department_id, body.name, parent, etags.seen_version())
    with as_seen():
        made = use(ChangeDepartment)(acting(organisation_id), wanted)
    return _shown(made.now, 200, versioned(made.access_version))


@blueprint.delete("/<uuid:department_id>")
@answers(
    blueprint, 204, says="It is closed, and so is what was shared with it.", refuses=(409, 412),
    headers=VERSION,
)  # fmt: skip
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA)
def remove(organisation_id: UUID, department_id: UUID) -> Response:
    """Close a department in which nothing stands and nobody has a role."""
    old = OldDepartment(department_id, etags.seen_if_told())
    with as_seen():
        made = use(RemoveDepartment)(acting(organisation_id), old)
    return Response(status=204, headers=versioned(made.access_version))


def _shown(scope: Scope, status: int, headers: dict[str, str] | None = None) -> Response:
    view = DepartmentView.of(scope)
    return answer(view, status, {**etags.etag(scope.version), **(headers or {})})
