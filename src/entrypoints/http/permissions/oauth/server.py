"""Authlib's authorization server, over our clients and use cases."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationServer
from authlib.oauth2.rfc6749.errors import (
    InvalidClientError,
    InvalidRequestError,
)
from authlib.oauth2.rfc7009 import RevocationEndpoint
from flask import Response

from application.clock import Clock
from application.permissions.oauth.keep_clients import FindClient
from application.permissions.oauth.lent_sessions import EndLentSession, FindLentSession
from application.permissions.oauth.ports import MachineTokens
from domain.permissions.access.machine import KeyScope
from domain.permissions.people.errors import TokenRefused
from domain.permissions.people.lent import ClientId
from entrypoints.http.answer import Answer
from entrypoints.http.permissions.oauth.grants import (
    CodeGrant,
    MachineGrant,
    RefreshGrant,
    S256Only,
)
from entrypoints.http.permissions.oauth.known import NONE, SECRET, KnownClient, KnownSession
from entrypoints.http.permissions.oauth.wire import Sent, sent_form
from entrypoints.http.use import use


class Revocation(RevocationEndpoint):
    """RFC 7009: a session ends with any token of it; hints are not needed to find it."""

    CLIENT_AUTH_METHODS = (*SECRET, *NONE)

    def check_params(self, request: Sent, client: KnownClient) -> None:
        if not request.form.get("token"):
            raise InvalidRequestError("token is missing")

    def query_token(self, token_string: str, token_type_hint: str | None) -> KnownSession | None:
        found = use(FindLentSession)(token_string)
        if found is None and _is_a_machines(token_string):
            says = "a machine's token ends by itself, or with its secret"
            raise OAuth2Error(says, error="unsupported_token_type")
        return None if found is None else KnownSession(found)

    def revoke_token(self, token: KnownSession, request: Sent) -> None:
        use(EndLentSession)(token.kept.id)


class Server(AuthorizationServer):
    def query_client(self, client_id: str) -> KnownClient | None:
        try:
            named = ClientId(UUID(client_id))
        except ValueError:
            return None
        found = use(FindClient)(named) if str(named) == client_id else None
        return None if found is None else KnownClient(found)

    def create_oauth2_request(self, request: Sent) -> Sent:
        return request

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def handle_response(
        self, status: int, body: dict[str, Any], headers: Iterable[tuple[str, str]]
    ) -> Response:
        kept = {name: value for name, value in headers if name != "Content-Type"}
        return Answer(msgspec.json.encode(body), status, kept, "application/json")

    def handle_error_response(self, request: Sent | None, error: OAuth2Error) -> Response:
        """An unknown client and a wrong secret look alike, wherever they stood."""
        if isinstance(error, InvalidClientError):
            error.status_code = 401
            error.description = "no client answers to this id and secret"
        response: Response = super().handle_error_response(request, error)
        return response

    def exchanged(self) -> Response:
        """Answer the request to the token endpoint."""
        try:
            sent = sent_form()
            if not sent.form.get("grant_type"):
                raise InvalidRequestError("grant_type is missing")
        except OAuth2Error as error:
            return self.handle_error_response(None, error)
        response: Response = self.create_token_response(sent)
        return response

    def revoked(self) -> Response:
        """Answer the request to the revocation endpoint."""
        try:
            sent = sent_form()
        except OAuth2Error as error:
            return self.handle_error_response(None, error)
        response: Response = self.create_endpoint_response(Revocation.ENDPOINT_NAME, sent)
        return response


@cache
def server() -> Server:
    made = Server([one.value for one in KeyScope])
    made.register_grant(CodeGrant, [S256Only(required=True)])
    made.register_grant(RefreshGrant)
    made.register_grant(MachineGrant)
    made.register_endpoint(Revocation)
    return made


def _is_a_machines(token: str) -> bool:
    try:
        use(MachineTokens).read(token, use(Clock).now())
    except TokenRefused:
        return False
    return True
