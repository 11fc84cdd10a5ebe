"""Folders, and where things stand, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.decisions.who_can import WhoCan
from application.permissions.access.people import People
from application.permissions.access.resources.change_resource import (
    ChangeResource,
    ResourceChange,
)
from application.permissions.access.resources.find_resource import FindResource
from application.permissions.access.resources.make_folder import MakeFolder, NewFolder
from application.permissions.access.resources.remove_folder import OldFolder, RemoveFolder
from domain.ids import UserId
from domain.permissions.access.errors import IdTaken
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
from entrypoints.http.permissions.organisations.organisation_views import placed
from entrypoints.http.permissions.preconditions import IF_NO_NEWER, as_seen
from entrypoints.http.permissions.sharing.views import (
    FolderDraft,
    HolderList,
    ResourcePatch,
    ResourceView,
)
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "resources",
    __name__,
    url_prefix="/api/v1/resources",
    description="Folders, documents, conversations and whatever else people own, in one tree.",
)


@blueprint.post("")
@answers(
    blueprint,
    201,
    ResourceView,
    says="It is there, and yours.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where it is.", **IF_NO_NEWER, **VERSION},
)
@idempotent(blueprint)
@reads(blueprint, FolderDraft)
def make(new_id: UUID, body: FolderDraft) -> Response:
    """Make a folder where you may edit, up to 32 of them in one another."""
    by, location = acting(), {"Location": f"/api/v1/resources/{new_id}"}
    new = NewFolder(new_id, body.name, body.parent_id, body.inherits)
    try:
        made = use(MakeFolder)(by, new)
    except IdTaken:  # made by this very request, which then broke off
        present = ResourceView.of(use(FindResource)(by, new_id).scope)
        return _shown(present, 201, {**location, **current(by)})
    headers = {**location, **versioned(made.access_version)}
    return _shown(ResourceView.of(made.now), 201, headers)


@blueprint.get("/<uuid:resource_id>")
@answers(blueprint, 200, ResourceView, says="The resource.", refuses=(409,), headers=IF_NO_NEWER)
@takes_at_least(blueprint)
def find(resource_id: UUID) -> Response:
    """Look where something stands, and what you may do with it."""
    found = use(FindResource)(fresh(acting()), resource_id)
    return _shown(ResourceView.of(found.scope, found.level), 200)


@blueprint.patch("/<uuid:resource_id>")
@answers(
    blueprint,
    200,
    ResourceView,
    says="It is changed.",
    refuses=(409, 412, 413, 415, 422, 428),
    headers={**IF_NO_NEWER, **VERSION},
)
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA, required=True)
@reads(blueprint, ResourcePatch)
def change(body: ResourcePatch, resource_id: UUID) -> Response:
    """Move something, restrict it, or rename a folder: all of it or nothing."""
    by = acting()
    parent = placed(body.parent_id, by.organisation_id)
    wanted = ResourceChange(resource_id, body.name, parent, body.inherits, etags.seen_version())
    with as_seen():
        made = use(ChangeResource)(by, wanted)
    return _shown(ResourceView.of(made.now), 200, versioned(made.access_version))


@blueprint.delete("/<uuid:resource_id>")
@answers(
    blueprint, 204, says="It is gone; what stood in it stands where it stood.",
    refuses=(409, 412), headers=VERSION,
)  # fmt: skip
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA)
def remove(resource_id: UUID) -> Response:
    """Delete a folder, with its shares and links; other things are deleted where they are kept."""
    old = OldFolder(resource_id, etags.seen_if_told())
    with as_seen():
        made = use(RemoveFolder)(acting(), old)
    return Response(status=204, headers=versioned(made.access_version))


@blueprint.get("/<uuid:resource_id>/access")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, HolderList, says="All who can, by their ids.", refuses=(409, 422))
@takes_at_least(blueprint)
def who_can(query: dict[str, Any], resource_id: UUID) -> Response:
    """List everybody who can see it, and by which grant; those who manage it may ask."""
    page = use(WhoCan)(fresh(acting()), resource_id, window(query))
    people = use(People).named([UserId(one.id) for one in page.items])
    return answer(HolderList.of(page, people))


def _shown(view: ResourceView, status: int, headers: dict[str, str] | None = None) -> Response:
    return answer(view, status, {**etags.etag(view.version), **(headers or {})})
