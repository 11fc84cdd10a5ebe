"""A program asks a person for a session: whether it may ask so, and where the answer goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749.errors import InvalidRequestError

from application.permissions.oauth.grant_code import Consent, GrantCode
from domain.permissions.oauth.client import OAuthClient
from domain.permissions.people.standing import Identity
from entrypoints.http.permissions.oauth.server import server
from entrypoints.http.permissions.oauth.wire import Sent, sent_back
from entrypoints.http.reached import reached_at
from entrypoints.http.use import use


class Misled(Exception):
    """It is not proved where the answer may go, so only the person is told."""

    def __init__(self, error: OAuth2Error) -> None:
        super().__init__(error.description)
        self.code: str = error.error


class SentBack(Exception):
    """The program asked wrongly, and is told so at its own address."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


@dataclass(frozen=True, slots=True)
class Asking:
    consent: Consent
    state: str | None

    @property
    def client(self) -> OAuthClient:
        return self.consent.client

    def allowed(self, by: Identity) -> str:
        """Return the address that carries the code back; raises ClientOfOthers."""
        return self._location(("code", use(GrantCode)(by, self.consent)))

    def denied(self) -> str:
        says = "the person said no"
        return self._location(("error", "access_denied"), ("error_description", says))

    def _location(self, *parameters: tuple[str, str]) -> str:
        return answered(self.consent.redirect_uri, parameters, self.state)


def asked(parameters: Mapping[str, str]) -> Asking:
    """Return what a program asks for with these parameters; raises Misled, SentBack."""
    state = parameters.get("state")
    # Authlib's own word for another response_type breaks when it quotes what was asked for
    sent = Sent("GET", {**parameters, "response_type": "code"})
    try:
        grant = server().get_consent_grant(sent)
        _require_code(parameters.get("response_type"), grant.redirect_uri)
    except OAuth2Error as error:
        if not error.redirect_uri:
            raise Misled(error) from error
        told = (("error", error.error), ("error_description", error.description))
        raise SentBack(answered(error.redirect_uri, told, state)) from error
    client: OAuthClient = grant.client.kept
    scope = client.may_have(parameters.get("scope")) or client.scope
    challenge = parameters["code_challenge"]
    return Asking(Consent(client, scope, grant.redirect_uri, challenge), state)


def answered(uri: str, parameters: tuple[tuple[str, str], ...], state: str | None) -> str:
    """Return where the answer goes: with the state as it came, and who answers (RFC 9207)."""
    return sent_back(uri, (*parameters, ("state", state), ("iss", reached_at())))


def _require_code(response_type: str | None, redirect_uri: str) -> None:
    if not response_type:
        raise InvalidRequestError("response_type is missing", redirect_uri=redirect_uri)
    if response_type != "code":
        raise OAuth2Error(
            "response_type must be code",
            redirect_uri=redirect_uri,
            error="unsupported_response_type",
        )
