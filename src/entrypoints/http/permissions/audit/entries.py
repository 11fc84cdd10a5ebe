"""Entries of the audit as they leave: the members that their hash is over, and the hash."""

from __future__ import annotations

from datetime import UTC
from uuid import UUID

import msgspec

from domain.permissions.access.audit import AuditEntry


class EntryView(msgspec.Struct):
    """`hash` is the SHA-256, in hexadecimal, over the JSON of all other members.

    That JSON has its members in the order of their names, no blanks, and only ASCII. `previous` is
    the hash of the entry before, sixty-four zeros for the first.
    """

    chain: UUID
    number: int
    at: str
    actor: UUID | None
    action: str
    target: UUID
    facts: dict[str, str | int | None]
    previous: str
    hash: str

    @classmethod
    def of(cls, entry: AuditEntry) -> EntryView:
        deed = entry.deed
        return cls(
            chain=deed.chain,
            number=entry.number,
            at=deed.at.astimezone(UTC).isoformat(timespec="microseconds"),
            actor=deed.actor_id,
            action=deed.action,
            target=deed.target,
            facts=dict(deed.facts),
            previous=entry.previous,
            hash=entry.hash,
        )


class EntryList(msgspec.Struct):
    items: list[EntryView]
    next_cursor: str | None


class VerificationView(msgspec.Struct):
    """`broken_at` is the number of the first entry that does not follow from the one before."""

    entries: int
    broken_at: int | None
    last_hash: str
