"""The secret that all others come from, and what is signed with them."""

import secrets
from urllib.parse import urlsplit

from injector import Binder, Module, provider, singleton

from adapters.permissions.people.secret_file import kept_secret
from adapters.permissions.people.tokens.access_tokens import JwtAccessTokens
from adapters.permissions.people.tokens.key_ring import KeyRing
from adapters.permissions.people.tokens.machine_tokens import JwtMachineTokens
from adapters.permissions.people.tokens.sealed_keys import SealedKeys
from application.permissions.oauth.codes import CodeTokens
from application.permissions.oauth.ports import MachineTokens
from application.permissions.people.ports import (
    AccessTokens,
    KeyMaker,
    PeopleReader,
    PublishedKeys,
)
from application.permissions.people.signing_keys import MakeFirstKey, RotateKeys
from application.permissions.people.tokens import ChallengeTokens, RefreshTokens
from domain.permissions.people.root_secret import RootSecret
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings


class Tokens(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._place = settings.place

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            SealedKeys,
            MakeFirstKey,
            RotateKeys,
            CodeTokens,
            RefreshTokens,
            ChallengeTokens,
        )

    @singleton
    @provider
    def secret(self) -> RootSecret:
        """Read or make it when it is first needed: a command that needs none leaves no file."""
        given = self._settings
        if given.secret:
            return RootSecret(given.secret.encode())
        if urlsplit(given.database_url).scheme == "memory":  # nothing outlives the process
            return RootSecret(secrets.token_bytes())
        return RootSecret(kept_secret(given.home / "secret"))

    @singleton
    @provider
    def maker(self, sealed: SealedKeys) -> KeyMaker:
        return sealed

    @singleton
    @provider
    def ring(self, reader: PeopleReader, sealed: SealedKeys, first: MakeFirstKey) -> KeyRing:
        return KeyRing(reader, sealed, first)

    @singleton
    @provider
    def published(self, ring: KeyRing) -> PublishedKeys:
        return ring

    @singleton
    @provider
    def access(self, ring: KeyRing) -> AccessTokens:
        return JwtAccessTokens(ring, self._place, f"{self._place}/api")

    @singleton
    @provider
    def machines(self, ring: KeyRing) -> MachineTokens:
        return JwtMachineTokens(ring, self._place, f"{self._place}/api")
