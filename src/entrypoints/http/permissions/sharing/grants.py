"""Shares over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint
from msgspec import UNSET

from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.permissions.access.sharing.amend_grant import AmendGrant, GrantAmendment
from application.permissions.access.sharing.list_grants import ListGrants
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.permissions.access.sharing.share_resource import NewShare, ShareResource
from domain.permissions.access.errors import AlreadyShared
from domain.permissions.access.grant import GrantId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import VERSION, fresh, takes_at_least, versioned
from entrypoints.http.permissions.sharing.views import GrantDraft, GrantList, GrantPatch, GrantView
from entrypoints.http.permissions.words import LEVEL, kept
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "grants",
    __name__,
    url_prefix="/api/v1",
    description="Share folders and things with people, departments or everybody here.",
)


@blueprint.post("/resources/<uuid:resource_id>/grants")
@answers(
    blueprint,
    201,
    GrantView,
    says="It is shared.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@idempotent(blueprint)
@reads(blueprint, GrantDraft)
def share(new_id: UUID, body: GrantDraft, resource_id: UUID) -> Response:
    """Share what you manage: no more than you hold, and no longer than you hold it."""
    by, named = acting(), GrantId(new_id)
    subject, expires_at = body.subject.as_subject(), kept(body.expires_at)
    try:
        made = use(ShareResource)(
            by, NewShare(named, resource_id, subject, LEVEL[body.level], expires_at)
        )
    except AlreadyShared:
        present = use(OrganisationsReader).grant(by.organisation_id, named)
        if present is None:
            raise
        version = use(AccessReader).version(by.organisation_id)
        return answer(GrantView.of(present), 201, versioned(version))
    return answer(GrantView.of(made.now), 201, versioned(made.access_version))


@blueprint.get("/resources/<uuid:resource_id>/grants")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, GrantList, says="What was given on it.", refuses=(409, 422))
@takes_at_least(blueprint)
def listed(query: dict[str, Any], resource_id: UUID) -> Response:
    """List roles, ownership, shares and links on it, newest first; those who manage it may.

    What it inherits stands on what is above it. What is over stays in the list until it is
    taken back or given anew.
    """
    return answer(GrantList.of(use(ListGrants)(fresh(acting()), resource_id, window(query))))


@blueprint.patch("/grants/<uuid:grant_id>")
@answers(
    blueprint,
    200,
    GrantView,
    says="That is what it gives from now on.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, GrantPatch)
def amend(body: GrantPatch, grant_id: UUID) -> Response:
    """Let a share give more or less, for longer or shorter; what came through it shrinks too."""
    amendment = GrantAmendment(
        id=GrantId(grant_id),
        level=None if body.level is None else LEVEL[body.level],
        ends_otherwise=body.expires_at is not UNSET,
        expires_at=None if body.expires_at is UNSET else kept(body.expires_at),
    )
    made = use(AmendGrant)(acting(), amendment)
    return answer(GrantView.of(made.now), 200, versioned(made.access_version))


@blueprint.delete("/grants/<uuid:grant_id>")
@answers(
    blueprint, 204, says="It is taken back, with all that came through it.", refuses=(409,),
    headers=VERSION,
)  # fmt: skip
def revoke(grant_id: UUID) -> Response:
    """Take a share back, or give back one that was given to you."""
    made = use(RevokeGrant)(acting(), GrantId(grant_id))
    return Response(status=204, headers=versioned(made.access_version))
