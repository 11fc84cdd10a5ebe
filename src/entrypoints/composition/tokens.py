"""The secret that all others come from, and what is signed with them."""

import secrets
from urllib.parse import urlsplit

from injector import Module, provider, singleton

from adapters.permissions.people.secret_file import kept_secret
from adapters.permissions.people.tokens.access_tokens import JwtAccessTokens
from adapters.permissions.people.tokens.key_ring import KeyRing
from adapters.permissions.people.tokens.machine_tokens import JwtMachineTokens
from adapters.permissions.people.tokens.sealed_keys import SealedKeys
from application.clock import Clock
from application.ids import IdSource
from application.permissions.oauth.codes import CodeTokens
from application.permissions.oauth.ports import MachineTokens
from application.permissions.people.ports import (
    AccessTokens,
    KeyMaker,
    PeopleReader,
    PeopleStore,
    PublishedKeys,
)
from application.permissions.people.signing_keys import MakeFirstKey, RotateKeys
from application.permissions.people.tokens import ChallengeTokens, RefreshTokens
from domain.permissions.people.root_secret import RootSecret
from entrypoints.settings import Settings


class Tokens(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._place = settings.place

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
    def sealed(self, secret: RootSecret) -> SealedKeys:
        return SealedKeys(secret)

    @singleton
    @provider
    def maker(self, sealed: SealedKeys) -> KeyMaker:
        return sealed

    @singleton
    @provider
    def first_key(
        self, store: PeopleStore, maker: KeyMaker, clock: Clock, ids: IdSource
    ) -> MakeFirstKey:
        return MakeFirstKey(store, maker, clock, ids)

    @singleton
    @provider
    def rotate(
        self, store: PeopleStore, maker: KeyMaker, clock: Clock, ids: IdSource
    ) -> RotateKeys:
        return RotateKeys(store, maker, clock, ids)

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

    @singleton
    @provider
    def code_tokens(self, secret: RootSecret) -> CodeTokens:
        return CodeTokens(secret)

    @singleton
    @provider
    def refresh_tokens(self, secret: RootSecret) -> RefreshTokens:
        return RefreshTokens(secret)

    @singleton
    @provider
    def challenge_tokens(self, secret: RootSecret) -> ChallengeTokens:
        return ChallengeTokens(secret)
