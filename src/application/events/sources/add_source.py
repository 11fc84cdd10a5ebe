"""Register a source."""

from dataclasses import dataclass, field

from application.access.acts import Act
from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.events.sources.ports import SourceSecrets, SourceStore
from application.service import service
from domain.access import Level
from domain.events.limits.policy import Policy
from domain.events.sources.errors import SourceNotFound
from domain.events.sources.kind import SourceKind
from domain.events.sources.secrets import fit_secret
from domain.events.sources.source import Source, SourceId, SourceSecret
from domain.principal import Principal

MOST = 200
"""For one organisation."""


@dataclass(frozen=True, slots=True)
class NewSource:
    """Without a `secret` one is made, where the kind takes one."""

    id: SourceId
    name: str
    kind: SourceKind
    event_type: str | None = None
    rate: Policy | None = None
    public_keys: tuple[str, ...] = ()
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """`secret` is what we made: it is shown this once."""

    source: Source
    secret: str | None = field(default=None, repr=False)


@service
class AddSource:
    access: Access
    store: SourceStore
    secrets: SourceSecrets
    clock: Clock

    def __call__(self, by: Principal, new: NewSource) -> Shown:
        """Raises SourceNotFound, LevelNotHeld, SourceInvalid, SourceNameTaken, TooManySources."""
        require(self.access, by, Level.MANAGE, by.organisation_id, SourceNotFound)
        given = None if new.secret is None else fit_secret(new.kind, new.secret)
        needs_one = new.kind.is_webhook and not new.public_keys
        made = self.secrets.made(new.kind) if needs_one and given is None else None
        now = self.clock.now()
        kept = [self.secrets.seal(one, new.id) for one in (given, made) if one is not None]
        source = Source(
            id=new.id,
            organisation_id=by.organisation_id,
            made_by=by.user_id,
            name=new.name,
            kind=new.kind,
            created_at=now,
            event_type=new.event_type,
            rate=new.rate,
            public_keys=new.public_keys,
            secrets=tuple(SourceSecret(one, now) for one in kept),
        )
        facts = {"name": source.name, "kind": source.kind.value}
        self.store.add(source, MOST, Act(by, now, "source.add", source.id, facts))
        return Shown(source, made)
