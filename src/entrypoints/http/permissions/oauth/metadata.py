"""What this authorization server does, for programs that discover it (RFC 8414)."""

from flask import Response
from flask_smorest import Blueprint

from domain.permissions.access.machine import KeyScope
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.permissions.oauth.views import ServerMetadata
from entrypoints.http.reached import reached_at

blueprint = Blueprint(
    "oauth-metadata",
    __name__,
    url_prefix="/.well-known/oauth-authorization-server",
    description="The metadata of the OAuth 2 authorization server.",
)
KEPT = {"Cache-Control": "public, max-age=3600"}
WAYS = ["client_secret_basic", "client_secret_post", "none"]


@blueprint.get("")
@for_anybody(blueprint)
@answers(blueprint, 200, ServerMetadata, says="Where to ask, and how.")
def metadata() -> Response:
    """Tell programs where each endpoint is, and what it takes."""
    place = reached_at()
    told = ServerMetadata(
        issuer=place,
        authorization_endpoint=f"{place}/oauth/authorize",
        token_endpoint=f"{place}/api/v1/auth/token",
        revocation_endpoint=f"{place}/api/v1/auth/revoke",
        jwks_uri=f"{place}/.well-known/jwks.json",
        scopes_supported=[one.value for one in KeyScope],
        response_types_supported=["code"],
        response_modes_supported=["query"],
        grant_types_supported=["authorization_code", "refresh_token", "client_credentials"],
        token_endpoint_auth_methods_supported=WAYS,
        revocation_endpoint_auth_methods_supported=WAYS,
        code_challenge_methods_supported=["S256"],
        authorization_response_iss_parameter_supported=True,
    )
    return answer(told, 200, KEPT)
