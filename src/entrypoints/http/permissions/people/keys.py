"""The keys that verify our access tokens (RFC 7517)."""

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.permissions.people.ports import PublishedKeys
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.use import use

blueprint = Blueprint(
    "keys", __name__, url_prefix="/.well-known", description="What others need to know of us."
)
FRESH = {"Cache-Control": "public, max-age=300"}


class KeySet(msgspec.Struct):
    """A JWK set: Ed25519 keys for `EdDSA`, each with its `kid`."""

    keys: list[dict[str, str]]


@blueprint.get("/jwks.json")
@for_anybody(blueprint)
@answers(blueprint, 200, KeySet, says="The keys; one is shown ten minutes before it signs.")
def published() -> Response:
    """Show the public keys that access tokens are signed with."""
    return answer(KeySet([dict(one) for one in use(PublishedKeys).published()]), 200, FRESH)
