"""A program that an organisation knows by name, and how it proves who it is (RFC 6749, 2)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest
from typing import NewType

from domain.ids import OrganisationId, UserId
from domain.permissions.access.machine import KeyScope
from domain.permissions.access.names import tidy
from domain.permissions.oauth.errors import ClientHasNoSecret, RedirectsMisplaced
from domain.permissions.oauth.redirects import MOST, leads, redirect_uri
from domain.permissions.people.lent import ClientId, Lent
from domain.principal import Principal

SecretDigest = NewType("SecretDigest", str)
"""SHA-256 in hexadecimal: a secret of 256 random bits needs no slow hash."""


class ClientKind(StrEnum):
    """PUBLIC and CONFIDENTIAL act for people who said yes, MACHINE for who registered it."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient:
    """`scope` is the most it may ever be given; `epoch` is in every token of a machine."""

    id: ClientId
    organisation_id: OrganisationId
    person_id: UserId
    name: str
    kind: ClientKind
    scope: KeyScope
    redirect_uris: tuple[str, ...]
    created_at: datetime
    digest: SecretDigest | None = field(default=None, repr=False)
    epoch: int = 1

    @classmethod
    def registered(
        cls, id: ClientId, by: Principal, name: str, kind: ClientKind, scope: KeyScope,
        redirects: tuple[str, ...], digest: SecretDigest, now: datetime,
    ) -> OAuthClient:  # fmt: skip
        """Return it, with a secret unless it is public; raises NameInvalid, RedirectInvalid,
        RedirectsMisplaced.
        """
        if bool(redirects) == (kind is ClientKind.MACHINE) or len(redirects) > MOST:
            raise RedirectsMisplaced(MOST)
        is_public = kind is ClientKind.PUBLIC
        checked = tuple(redirect_uri(one, is_public=is_public) for one in redirects)
        return cls(
            id=id, organisation_id=by.organisation_id, person_id=by.user_id, name=tidy(name),
            kind=kind, scope=scope, redirect_uris=checked, created_at=now,
            digest=None if is_public else digest,
        )  # fmt: skip

    def rotated(self, digest: SecretDigest) -> OAuthClient:
        """Give it another secret; what a machine was handed before is worth nothing."""
        if self.digest is None:
            raise ClientHasNoSecret
        return replace(self, digest=digest, epoch=self.epoch + 1)

    def is_proved_by(self, digest: SecretDigest) -> bool:
        return self.digest is not None and compare_digest(self.digest, digest)

    def leads_to(self, uri: str) -> bool:
        return any(leads(one, uri) for one in self.redirect_uris)

    def may_have(self, asked: str | None) -> KeyScope | None:
        """Return the strongest scope among those asked for, its own for none; None for no."""
        if not asked:
            return self.scope
        try:
            strongest = max((KeyScope(one) for one in asked.split(" ")), key=lambda one: one.level)
        except ValueError:
            return None
        return strongest if strongest.level <= self.scope.level else None

    def lent(self, scope: KeyScope) -> Lent:
        return Lent(self.id, self.organisation_id, scope)

    def acting(self, scope: KeyScope) -> Principal:
        """Return whom a machine acts as: who registered it, within the lesser of both scopes."""
        at_most = min(scope.level, self.scope.level)
        return Principal(self.person_id, self.organisation_id, at_most=at_most)
