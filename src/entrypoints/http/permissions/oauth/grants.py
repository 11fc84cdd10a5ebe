"""What a token is given for: Authlib judges the request, our use cases give.

Authlib issues first and deletes the code afterwards, so each grant's answer is made here.
"""

import re
from typing import Any

from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6749.errors import (
    InvalidGrantError,
    InvalidRequestError,
    InvalidScopeError,
)
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7636.challenge import compare_s256_code_challenge

from application.permissions.oauth.lent_sessions import FindLentSession
from application.permissions.oauth.machines import IssueMachineToken
from application.permissions.oauth.ports import MACHINE_LASTS
from application.permissions.oauth.redeem_code import FindCode, RedeemCode
from application.permissions.people.handing_out import TokenPair
from application.permissions.people.refresh_session import RefreshSession
from application.permissions.people.tokens import RefreshTokens
from domain.permissions.oauth.errors import CodeRefused
from domain.permissions.people.errors import TokenRefused
from entrypoints.http.permissions.oauth.known import (
    NONE,
    SECRET,
    KnownClient,
    KnownCode,
    KnownSession,
)
from entrypoints.http.use import use

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
"""A SHA-256 in base64url."""
Answer = tuple[int, dict[str, Any], list[tuple[str, str]]]


class S256Only(CodeChallenge):
    """Every request needs a challenge, and `plain` is none (RFC 9700, 2.1.1)."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)
    CODE_CHALLENGE_METHODS = {"S256": compare_s256_code_challenge}  # noqa: RUF012 - Authlib's

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        asked = grant.request.payload.data
        if asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("code_challenge_method must be S256")
        if not CHALLENGE.fullmatch(asked.get("code_challenge", "")):
            raise InvalidRequestError("code_challenge must be a SHA-256 in base64url")
        super().validate_code_challenge(grant, redirect_uri)


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = (*SECRET, *NONE)

    @staticmethod
    def validate_authorization_redirect_uri(request: Any, client: KnownClient) -> str:
        """Authlib would choose one that was left out, and breaks on some that it quotes."""
        given: str | None = request.payload.redirect_uri
        if not given or not client.check_redirect_uri(given):
            raise InvalidRequestError("the redirect_uri is not one that this client registered")
        return given

    def query_authorization_code(self, code: str, client: KnownClient) -> KnownCode | None:
        found = use(FindCode)(code, client.kept)
        return None if found is None else KnownCode(found)

    def create_token_response(self) -> Answer:
        code: KnownCode = self.request.authorization_code
        try:
            pair = use(RedeemCode)(code.kept, self.request.client.kept)
        except CodeRefused as error:
            raise InvalidGrantError(str(error)) from error
        return 200, told(pair, code.get_scope()), self.TOKEN_RESPONSE_HEADER


class RefreshGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = (*SECRET, *NONE)

    def authenticate_refresh_token(self, refresh_token: str) -> KnownSession | None:
        if not refresh_token.startswith(RefreshTokens.PREFIX):
            return None
        found = use(FindLentSession)(refresh_token)
        return None if found is None else KnownSession(found)

    def create_token_response(self) -> Answer:
        session: KnownSession = self.request.refresh_token
        shown = self.request.form["refresh_token"]
        try:
            pair = use(RefreshSession)(shown, self.request.client.kept.id)
        except TokenRefused as error:
            raise InvalidGrantError(str(error)) from error
        return 200, told(pair, session.get_scope()), self.TOKEN_RESPONSE_HEADER


class MachineGrant(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = SECRET

    def create_token_response(self) -> Answer:
        client: KnownClient = self.request.client
        scope = client.kept.may_have(self.request.payload.scope)
        if scope is None:
            raise InvalidScopeError
        body = {
            "access_token": use(IssueMachineToken)(client.kept, scope),
            "token_type": "Bearer",
            "expires_in": int(MACHINE_LASTS.total_seconds()),
            "scope": scope.value,
        }
        return 200, body, self.TOKEN_RESPONSE_HEADER


def told(pair: TokenPair, scope: str) -> dict[str, Any]:
    return {
        "access_token": pair.access,
        "token_type": "Bearer",
        "expires_in": pair.expires_in,
        "refresh_token": pair.refresh,
        "scope": scope,
    }
