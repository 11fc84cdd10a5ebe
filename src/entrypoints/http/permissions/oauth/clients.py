"""Register an organisation's programs, look through them, and remove them.

No route here takes an Idempotency-Key: the answers hold secrets, which are kept nowhere. Nor does
any take a key or a program's token: one that was stolen cannot register what outlives it.
"""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.ids import IdSource
from application.permissions.oauth.keep_clients import ListClients, RemoveClient
from application.permissions.oauth.register_client import (
    NewClient,
    RegisterClient,
    RotateSecret,
)
from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import ClientKind
from domain.permissions.people.lent import ClientId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import VERSION, versioned
from entrypoints.http.permissions.machines.api_keys import in_person
from entrypoints.http.permissions.oauth.client_views import (
    ClientDraft,
    ClientList,
    RegisteredView,
)
from entrypoints.http.use import use

blueprint = Blueprint(
    "oauth_clients",
    __name__,
    url_prefix="/api/v1/organisations/<uuid:organisation_id>/clients",
    description="Programs that people of the organisation may let act for them.",
)


@blueprint.post("")
@answers(
    blueprint,
    201,
    RegisteredView,
    says="It is known from now on; here is its secret, this once.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, ClientDraft)
def register(body: ClientDraft, organisation_id: UUID) -> Response:
    """Register a client; admins may."""
    by = in_person(organisation_id)
    new = NewClient(
        ClientId(use(IdSource).new()),
        body.name,
        ClientKind(body.kind),
        KeyScope(body.scope),
        tuple(body.redirect_uris),
    )
    made = use(RegisterClient)(by, new)
    return answer(RegisteredView.made(made.now), 201, versioned(made.access_version))


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, ClientList, says="Clients, newest first.", refuses=(422,))
def listed(query: dict[str, Any], organisation_id: UUID) -> Response:
    """List the organisation's clients, newest first; admins may."""
    return answer(ClientList.of(use(ListClients)(in_person(organisation_id), window(query))))


@blueprint.post("/<uuid:client_id>/secret")
@answers(
    blueprint,
    200,
    RegisteredView,
    says="Here is its new secret, this once.",
    refuses=(409,),
    headers=VERSION,
)
def rotate(organisation_id: UUID, client_id: UUID) -> Response:
    """Give a client another secret: the one before is worth nothing from now on."""
    made = use(RotateSecret)(in_person(organisation_id), ClientId(client_id))
    return answer(RegisteredView.made(made.now), 200, versioned(made.access_version))


@blueprint.delete("/<uuid:client_id>")
@answers(blueprint, 204, says="It is gone, with all it was given.", headers=VERSION)
def remove(organisation_id: UUID, client_id: UUID) -> Response:
    """Remove a client: every session that people lent to it is over."""
    made = use(RemoveClient)(in_person(organisation_id), ClientId(client_id))
    return Response(status=204, headers=versioned(made.access_version))
