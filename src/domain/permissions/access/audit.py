"""What was done to access, each entry sealed with the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from domain.ids import UserId
from domain.permissions.access.grant import Grant
from domain.permissions.access.scope import Scope
from domain.principal import Principal

NOTHING_BEFORE = "0" * 64


@dataclass(frozen=True, slots=True)
class Deed:
    """`chain` is the organisation; `facts` hold texts, numbers and None only."""

    chain: UUID
    at: datetime
    actor_id: UserId | None
    action: str
    target: UUID
    facts: Mapping[str, str | int | None] = field(default_factory=dict)

    @classmethod
    def removal(cls, by: Principal, thing: Scope, at: datetime) -> Deed:
        """Return that a thing went, with the grants and links that stood on it."""
        chain, facts = by.organisation_id, {"kind": thing.kind}
        return cls(chain, at, by.user_id, "thing.remove", thing.id, facts)

    @classmethod
    def shrink(cls, by: Principal, now: Grant, at: datetime) -> Deed:
        """Return what is left of something that had been passed on through a lesser share."""
        chain = by.organisation_id
        return cls(chain, at, by.user_id, "share.shrink", now.scope_id, now.facts)

    @classmethod
    def lapse(cls, by: Principal, gone: Grant, at: datetime) -> Deed:
        """Return that something went which had been passed on, by what somebody did elsewhere."""
        chain = by.organisation_id
        return cls(chain, at, by.user_id, "share.lapse", gone.scope_id, gone.facts)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`hash` is the SHA-256 over the entry's canonical JSON, which holds the one before."""

    number: int
    deed: Deed
    previous: str
    hash: str

    @classmethod
    def after(cls, last: AuditEntry | None, deed: Deed) -> AuditEntry:
        number, previous = (1, NOTHING_BEFORE) if last is None else (last.number + 1, last.hash)
        return cls(number, deed, previous, _sealed(number, deed, previous))

    @property
    def is_sealed(self) -> bool:
        return self.hash == _sealed(self.number, self.deed, self.previous)


def first_broken(entries: Iterable[AuditEntry], last: AuditEntry | None = None) -> int | None:
    """Return the number at which the chain does not follow from `last`; None when it is whole."""
    for entry in entries:
        expected = AuditEntry.after(last, entry.deed)
        if entry != expected:
            return expected.number
        last = entry
    return None


def _sealed(number: int, deed: Deed, previous: str) -> str:
    said = {
        "chain": str(deed.chain),
        "number": number,
        "at": deed.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": None if deed.actor_id is None else str(deed.actor_id),
        "action": deed.action,
        "target": str(deed.target),
        "facts": dict(deed.facts),
        "previous": previous,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()
