"""Bodies of OAuth: consents, tokens, refusals and the metadata document."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from entrypoints.http.shapes import STORABLE

Word = Annotated[str, msgspec.Meta(max_length=4_000, extra_json_schema=STORABLE)]
GrantWord = Literal["authorization_code", "refresh_token", "client_credentials"]


class ConsentDraft(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The parameters that the program sent you with, and your decision."""

    decision: Literal["allow", "deny"]
    client_id: Word
    redirect_uri: Word
    code_challenge: Word | None = None
    code_challenge_method: Word | None = None
    response_type: Word = "code"
    scope: Word | None = None
    state: Word | None = None

    @property
    def parameters(self) -> dict[str, str]:
        given: dict[str, Any] = msgspec.structs.asdict(self)
        del given["decision"]
        return {name: value for name, value in given.items() if value is not None}


class ConsentView(msgspec.Struct):
    """`location` is where you are sent now: it tells the program what you decided."""

    location: str


class TokenForm(msgspec.Struct, omit_defaults=True):
    """What each grant needs is in RFC 6749, 4.1.3, 4.4.2 and 6, and in RFC 7636, 4.5."""

    grant_type: GrantWord
    code: str | None = None
    redirect_uri: str | None = None
    code_verifier: str | None = None
    refresh_token: str | None = None
    scope: str | None = None
    client_id: str | None = None
    client_secret: str | None = None


class RevocationForm(msgspec.Struct, omit_defaults=True):
    """`token` is a refresh or an access token; the hint is not needed to find it."""

    token: str
    token_type_hint: str | None = None
    client_id: str | None = None
    client_secret: str | None = None


class GivenTokens(msgspec.Struct, omit_defaults=True):
    """RFC 6749, 5.1; a machine is given no refresh token."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str
    refresh_token: str | None = None


class OAuthRefusal(msgspec.Struct, omit_defaults=True):
    """RFC 6749, 5.2."""

    error: str
    error_description: str | None = None


class Revoked(msgspec.Struct):
    """Nothing."""


class ServerMetadata(msgspec.Struct):
    """RFC 8414, section 2, and RFC 9207, section 3."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    jwks_uri: str
    scopes_supported: list[str]
    response_types_supported: list[str]
    response_modes_supported: list[str]
    grant_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    revocation_endpoint_auth_methods_supported: list[str]
    code_challenge_methods_supported: list[str]
    authorization_response_iss_parameter_supported: bool
