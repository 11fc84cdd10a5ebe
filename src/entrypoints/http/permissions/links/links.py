"""Give links to folders and things, look through them, and take them back.

No route here takes an Idempotency-Key: the answer holds a secret, which is kept nowhere.
"""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.ids import IdSource
from application.permissions.access.links.issue_link import IssueLink, NewLink
from application.permissions.access.links.read_links import ListLinks
from application.permissions.access.links.revoke_link import RevokeLink, RevokeLinks
from application.permissions.access.links.rotate_link import RotateLink, Rotation
from domain.permissions.access.guest_link import LinkId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import VERSION, fresh, takes_at_least, versioned
from entrypoints.http.permissions.links.views import LinkDraft, LinkList, NewLinkView, RevokedView
from entrypoints.http.permissions.words import LEVEL, kept
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "links", __name__, url_prefix="/api/v1", description="Let guests in without an account."
)
OF_RESOURCE = "/resources/<uuid:resource_id>/links"


@blueprint.post(OF_RESOURCE)
@answers(
    blueprint,
    201,
    NewLinkView,
    says="Here is its secret, this once.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, LinkDraft)
def issue(body: LinkDraft, resource_id: UUID) -> Response:
    """Give a link to what you manage; it lasts no longer than what you hold it by."""
    new = NewLink(
        id=LinkId(use(IdSource).new()),
        scope_id=resource_id,
        level=LEVEL[body.level],
        expires_at=kept(body.expires_at),
        max_uses=body.max_uses,
        password=body.password,
    )
    made = use(IssueLink)(acting(), new)
    return answer(NewLinkView.of(made.now), 201, versioned(made.access_version))


@blueprint.get(OF_RESOURCE)
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, LinkList, says="The links to it.", refuses=(409, 422))
@takes_at_least(blueprint)
def listed(query: dict[str, Any], resource_id: UUID) -> Response:
    """List the links that stand, newest first, without their secrets; those who manage it may."""
    return answer(LinkList.of(use(ListLinks)(fresh(acting()), resource_id, window(query))))


@blueprint.delete(OF_RESOURCE)
@answers(blueprint, 200, RevokedView, says="They are over.", headers=VERSION)
def revoke_all(resource_id: UUID) -> Response:
    """End every link to it: whoever came in by one is out with their next request."""
    made = use(RevokeLinks)(acting(), resource_id)
    return answer(RevokedView(made.now), 200, versioned(made.access_version))


@blueprint.delete("/links/<uuid:link_id>")
@answers(blueprint, 204, says="It is over.", headers=VERSION)
def revoke(link_id: UUID) -> Response:
    """End a link: whoever came in by it is out with their next request."""
    made = use(RevokeLink)(acting(), LinkId(link_id))
    return Response(status=204, headers=versioned(made.access_version))


@blueprint.post("/links/<uuid:link_id>/rotation")
@answers(blueprint, 201, NewLinkView, says="Here is its new secret, this once.", headers=VERSION)
def rotate(link_id: UUID) -> Response:
    """Give a link another id and secret: the old one opens nothing, and its guests are out."""
    rotation = Rotation(LinkId(link_id), LinkId(use(IdSource).new()))
    made = use(RotateLink)(acting(), rotation)
    return answer(NewLinkView.of(made.now), 201, versioned(made.access_version))
