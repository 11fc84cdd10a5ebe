"""A named sender of events: how they come, how many may, and how they are proved to be its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from domain.access import Level
from domain.events.limits.policy import Policy
from domain.events.naming import named
from domain.events.sources.errors import SourceChanged, SourceInvalid
from domain.events.sources.kind import SourceKind
from domain.events.sources.secrets import fit_public_keys
from domain.events.unfit import Unfit
from domain.ids import OrganisationId, UserId
from domain.principal import Principal

SourceId = NewType("SourceId", UUID)
LONGEST_OVERLAP = timedelta(days=7)
MOST_SECRETS = 5


@dataclass(frozen=True, slots=True)
class SourceSecret:
    """`sealed` can be opened by us alone; after `ends_at` it proves nothing any more."""

    sealed: bytes = field(repr=False)
    made_at: datetime
    ends_at: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        return self.ends_at is None or now < self.ends_at

    def until(self, end: datetime) -> SourceSecret:
        """Return it with this end, or with its own where that is sooner."""
        return replace(self, ends_at=min(end, self.ends_at or end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`event_type` is what its events are when they do not say; `made_by` is who they come through.

    One that was removed stays, without its secrets, so that its sender is told.
    """

    id: SourceId
    organisation_id: OrganisationId
    made_by: UserId
    name: str
    kind: SourceKind
    created_at: datetime
    event_type: str | None = None
    rate: Policy | None = None
    public_keys: tuple[str, ...] = ()
    secrets: tuple[SourceSecret, ...] = ()
    version: int = 1
    removed_at: datetime | None = None

    def __post_init__(self) -> None:
        for member, text in (("name", self.name), ("event_type", self.event_type)):
            try:
                _ = text is None or named(text)
            except Unfit as unfit:
                raise SourceInvalid(f"/{member}", unfit.detail) from None
        fit_public_keys(self.kind, self.public_keys)

    @property
    def principal(self) -> Principal:
        """Return its maker, who may do no more by it than bring events."""
        return Principal(self.made_by, self.organisation_id, at_most=Level.EDIT)

    def seen_as(self, version: int | None) -> Source:
        """Return it as it is; raises SourceChanged when `version` is another."""
        if version not in (None, self.version):
            raise SourceChanged
        return self

    def changed(
        self, event_type: str | None, rate: Policy | None, public_keys: tuple[str, ...]
    ) -> Source:
        """Raises SourceInvalid."""
        return replace(
            self,
            event_type=event_type,
            rate=rate,
            public_keys=public_keys,
            version=self.version + 1,
        )

    def rotated(self, new: bytes, now: datetime, overlap: timedelta) -> Source:
        """Return it with a new secret, and those before until `overlap` is over.

        Raises SourceInvalid.
        """
        if not self.kind.is_webhook:
            raise SourceInvalid("", f"a source of kind {self.kind.value} has no secret")
        until = now + overlap
        kept = [one.until(until) for one in self.live_secrets(now)] if overlap else []
        secrets = (SourceSecret(new, now), *kept)[:MOST_SECRETS]
        return replace(self, secrets=secrets, version=self.version + 1)

    def removed(self, now: datetime) -> Source:
        return replace(self, secrets=(), removed_at=now, version=self.version + 1)

    def live_secrets(self, now: datetime) -> tuple[SourceSecret, ...]:
        return tuple(one for one in self.secrets if one.is_live(now))
