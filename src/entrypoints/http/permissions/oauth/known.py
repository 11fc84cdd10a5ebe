"""Our clients, codes and sessions, as Authlib asks about them."""

from dataclasses import dataclass

from authlib.oauth2.rfc6749 import ClientMixin

from application.permissions.oauth.lent_sessions import LentSession
from application.permissions.oauth.ports import ClientSecrets
from domain.permissions.oauth.client import ClientKind, OAuthClient
from domain.permissions.oauth.code import AuthorizationCode
from entrypoints.http.use import use

PERSONS = ("authorization_code", "refresh_token")
GRANTS = {
    ClientKind.PUBLIC: PERSONS,
    ClientKind.CONFIDENTIAL: PERSONS,
    ClientKind.MACHINE: ("client_credentials",),
}
SECRET, NONE = ("client_secret_basic", "client_secret_post"), ("none",)


@dataclass(frozen=True)
class KnownClient(ClientMixin):
    kept: OAuthClient

    def get_client_id(self) -> str:
        return str(self.kept.id)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return self.kept.leads_to(redirect_uri)

    def check_client_secret(self, client_secret: str) -> bool:
        return self.kept.is_proved_by(use(ClientSecrets).digest(client_secret))

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in (NONE if self.kept.digest is None else SECRET)

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in GRANTS[self.kept.kind]

    def get_allowed_scope(self, scope: str | None) -> str | None:
        allowed = self.kept.may_have(scope)
        return None if allowed is None else allowed.value


@dataclass(frozen=True)
class KnownCode:
    kept: AuthorizationCode

    @property
    def code_challenge(self) -> str:
        return self.kept.challenge

    @property
    def code_challenge_method(self) -> str:
        return "S256"

    def get_redirect_uri(self) -> str:
        return self.kept.redirect_uri

    def get_scope(self) -> str:
        return self.kept.lent.scope.value


@dataclass(frozen=True)
class KnownSession:
    kept: LentSession

    def check_client(self, client: KnownClient) -> bool:
        return self.kept.lent.client_id == client.kept.id

    def get_scope(self) -> str:
        return self.kept.lent.scope.value
