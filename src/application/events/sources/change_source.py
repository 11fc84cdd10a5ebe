"""Change a source, give it another secret, or remove it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from application.access.acts import Act, Facts
from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.events.sources.add_source import Shown
from application.events.sources.ports import SourceSecrets, SourceStore
from application.events.sources.read_sources import own
from application.service import service
from domain.access import Level
from domain.events.sources.errors import SourceNotFound
from domain.events.sources.secrets import fit_secret
from domain.events.sources.source import Source, SourceId
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class SourceChange:
    """`members` maps event_type, rate and public_keys to what they are to be; others stay."""

    id: SourceId
    members: dict[str, Any]
    seen_version: int | None = None


@service
class ChangeSource:
    access: Access
    store: SourceStore
    clock: Clock

    def __call__(self, by: Principal, change: SourceChange) -> Source:
        """Raises SourceNotFound, LevelNotHeld, SourceInvalid, SourceChanged."""
        require(self.access, by, Level.MANAGE, by.organisation_id, SourceNotFound)
        was = own(self.store, by, change.id).seen_as(change.seen_version)
        before = {
            "event_type": was.event_type,
            "rate": was.rate,
            "public_keys": was.public_keys,
        }
        now = was.changed(**{**before, **change.members})
        facts = {"name": now.name, "changed": " ".join(sorted(change.members))}
        self.store.save(now, Act(by, self.clock.now(), "source.change", now.id, facts))
        return now


@dataclass(frozen=True, slots=True)
class NewSecret:
    """Without a `secret` one is made. The one before is good for `overlap` yet."""

    id: SourceId
    overlap: timedelta
    secret: str | None = field(default=None, repr=False)


@service
class RotateSecret:
    access: Access
    store: SourceStore
    secrets: SourceSecrets
    clock: Clock

    def __call__(self, by: Principal, new: NewSecret) -> Shown:
        """Raises SourceNotFound, LevelNotHeld, SourceInvalid, SourceChanged."""
        require(self.access, by, Level.MANAGE, by.organisation_id, SourceNotFound)
        was = own(self.store, by, new.id)
        given = None if new.secret is None else fit_secret(was.kind, new.secret)
        secret = given or self.secrets.made(was.kind)
        at = self.clock.now()
        now = was.rotated(self.secrets.seal(secret, was.id), at, new.overlap)
        seconds = int(new.overlap.total_seconds())
        facts: Facts = {"name": now.name, "overlap_seconds": seconds}
        self.store.save(now, Act(by, at, "source.rotate", now.id, facts))
        return Shown(now, None if given else secret)


@service
class RemoveSource:
    access: Access
    store: SourceStore
    clock: Clock

    def __call__(self, by: Principal, id: SourceId, seen_version: int | None = None) -> None:
        """Raises SourceNotFound, LevelNotHeld, SourceChanged."""
        require(self.access, by, Level.MANAGE, by.organisation_id, SourceNotFound)
        was = own(self.store, by, id).seen_as(seen_version)
        at = self.clock.now()
        act = Act(by, at, "source.remove", was.id, {"name": was.name})
        self.store.save(was.removed(at), act)
