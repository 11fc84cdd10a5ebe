"""Make keys for programs, look through them, and end them.

No route here takes an Idempotency-Key: the answer holds a secret, which is kept nowhere. Nor does
any take a key: one that was stolen cannot make another that outlives it.
"""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.ids import IdSource
from application.permissions.access.machines.keep_keys import EndKey, ListKeys
from application.permissions.access.machines.make_key import MakeKey, NewKey
from domain.permissions.access.api_key import KeyId
from domain.permissions.access.machine import KeyScope
from domain.principal import Principal
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import VERSION, versioned
from entrypoints.http.permissions.machines.views import KeyDraft, KeyList, NewKeyView
from entrypoints.http.permissions.words import kept
from entrypoints.http.use import acting, signed_in, use

blueprint = Blueprint(
    "api_keys",
    __name__,
    url_prefix="/api/v1/organisations/<uuid:organisation_id>/api-keys",
    description="Keys for programs that act for you.",
)


@blueprint.post("")
@answers(
    blueprint,
    201,
    NewKeyView,
    says="Here is the key, this once.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, KeyDraft)
def make(body: KeyDraft, organisation_id: UUID) -> Response:
    """Make a key: it acts as you, in this organisation, and never beyond its scope."""
    by = in_person(organisation_id)
    key_id = KeyId(use(IdSource).new())
    new = NewKey(key_id, body.name, KeyScope(body.scope), kept(body.expires_at))
    made = use(MakeKey)(by, new)
    return answer(NewKeyView.made(made.now), 201, versioned(made.access_version))


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, KeyList, says="Keys, newest first.", refuses=(422,))
def listed(query: dict[str, Any], organisation_id: UUID) -> Response:
    """List your keys, newest first; admins of the organisation see everybody's."""
    return answer(KeyList.of(use(ListKeys)(in_person(organisation_id), window(query))))


@blueprint.delete("/<uuid:key_id>")
@answers(blueprint, 204, says="It is over.", headers=VERSION)
def end(organisation_id: UUID, key_id: UUID) -> Response:
    """End a key of yours, or anybody's as an admin: its next request is refused."""
    made = use(EndKey)(in_person(organisation_id), KeyId(key_id))
    return Response(status=204, headers=versioned(made.access_version))


def in_person(organisation_id: UUID) -> Principal:
    """Return who acts; raises MachinesElsewhere for a key, GuestsElsewhere for a guest."""
    signed_in()
    return acting(organisation_id)
