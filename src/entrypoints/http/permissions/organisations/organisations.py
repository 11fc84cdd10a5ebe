"""Organisations over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.organisations.find_organisation import FindOrganisation
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.access.organisations.list_organisations import ListOrganisations
from application.permissions.access.organisations.rename_organisation import (
    OrganisationName,
    RenameOrganisation,
)
from domain.ids import OrganisationId
from domain.permissions.access.errors import IdTaken
from entrypoints.http import etags
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers, takes_header
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import VERSION, fresh, takes_at_least, versioned
from entrypoints.http.permissions.organisations.organisation_views import (
    OrganisationDraft,
    OrganisationList,
    OrganisationView,
)
from entrypoints.http.permissions.preconditions import IF_NO_NEWER, as_seen
from entrypoints.http.use import acting, signed_in, use

blueprint = Blueprint(
    "organisations",
    __name__,
    url_prefix="/api/v1/organisations",
    description="Found organisations, and see those you belong to.",
)


@blueprint.post("")
@answers(
    blueprint,
    201,
    OrganisationView,
    says="It is founded, and you are its admin.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where it is.", **IF_NO_NEWER, **VERSION},
)
@idempotent(blueprint, of_person=True)
@reads(blueprint, OrganisationDraft)
def found(new_id: UUID, body: OrganisationDraft) -> Response:
    """Found an organisation."""
    new = NewOrganisation(OrganisationId(new_id), body.name)
    location = {"Location": f"/api/v1/organisations/{new_id}"}
    try:
        made = use(FoundOrganisation)(signed_in(), new)
    except IdTaken:  # founded by this very request, which then broke off
        return _shown(_own(new_id), 201, location)
    view = OrganisationView.to_admin(made.now)
    return _shown(view, 201, {**location, **versioned(made.access_version)})


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, OrganisationList, says="Yours, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the organisations that you belong to, also where that is suspended."""
    return answer(OrganisationList.of(use(ListOrganisations)(signed_in(), window(query))))


@blueprint.get("/<uuid:organisation_id>")
@answers(
    blueprint,
    200,
    OrganisationView,
    says="The organisation.",
    refuses=(409,),
    headers=IF_NO_NEWER,
)
@takes_at_least(blueprint)
def find(organisation_id: UUID) -> Response:
    """Look at an organisation that you belong to."""
    return _shown(_own(organisation_id), 200)


@blueprint.patch("/<uuid:organisation_id>")
@answers(
    blueprint,
    200,
    OrganisationView,
    says="It has another name.",
    refuses=(412, 413, 415, 422, 428),
    headers={**IF_NO_NEWER, **VERSION},
)
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA, required=True)
@reads(blueprint, OrganisationDraft)
def rename(body: OrganisationDraft, organisation_id: UUID) -> Response:
    """Give an organisation another name; its admins may."""
    change = OrganisationName(body.name, etags.seen_version())
    with as_seen():
        made = use(RenameOrganisation)(acting(organisation_id), change)
    return _shown(OrganisationView.to_admin(made.now), 200, versioned(made.access_version))


def _own(organisation_id: UUID) -> OrganisationView:
    return OrganisationView.of(use(FindOrganisation)(fresh(acting(organisation_id))))


def _shown(view: OrganisationView, status: int, headers: dict[str, str] | None = None) -> Response:
    return answer(view, status, {**etags.etag(view.version), **(headers or {})})
