"""Who may do what, said as plainly as can be: sets, and recursion over them.

Written from docs/permissions.md. It is slow, keeps everything in its head, and shares nothing with
the engine but its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Given:
    id: UUID
    scope: UUID
    subject: UUID
    level: int
    reason: str
    ends: datetime | None = None
    through: UUID | None = None
    giver: UUID | None = None


@dataclass
class Oracle:
    root: UUID
    parent: dict[UUID, UUID | None] = field(default_factory=dict)
    kind: dict[UUID, str] = field(default_factory=dict)
    restricted: set[UUID] = field(default_factory=set)
    active: set[UUID] = field(default_factory=set)
    gone: set[UUID] = field(default_factory=set)
    given: dict[UUID, Given] = field(default_factory=dict)

    def level(self, person: UUID, scope: UUID, now: datetime) -> int:
        if person not in self.active:
            return 0
        subjects = self.subjects(person)
        return max(
            (
                one.level
                for one in self.given.values()
                if one.subject in subjects
                and (one.ends is None or one.ends > now)
                and self.counts(one, scope)
            ),
            default=0,
        )

    def subjects(self, person: UUID) -> set[UUID]:
        roles = (
            one.scope
            for one in self.given.values()
            if one.subject == person and one.reason == "role"
        )
        departments = (scope for scope in roles if self.kind[scope] == "department")
        return {person, self.root, *(up for one in departments for up in self.above(one))}

    def above(self, scope: UUID | None) -> Iterator[UUID]:
        if scope is not None:
            yield scope
            yield from self.above(self.parent[scope])

    def counts(self, one: Given, scope: UUID) -> bool:
        everywhere = one.level == 4 and one.scope == self.root
        return everywhere or self.reaches(one.scope, scope)

    def reaches(self, top: UUID, scope: UUID | None) -> bool:
        if scope is None or scope == top:
            return scope == top
        return scope not in self.restricted and self.reaches(top, self.parent[scope])

    def drop(self, id: UUID) -> None:
        del self.given[id]
        for one in [one.id for one in self.given.values() if one.through == id]:
            self.drop(one)

    def shrink(self, one: Given) -> None:
        self.given[one.id] = one
        for child in [it for it in self.given.values() if it.through == one.id]:
            ends = min((end for end in (child.ends, one.ends) if end), default=None)
            self.shrink(replace(child, level=min(child.level, one.level), ends=ends))

    def strand(self) -> None:
        for one in list(self.given.values()):
            share = self.given.get(one.through) if one.through else None
            if one.id in self.given and share and not self.reaches(share.scope, one.scope):
                self.drop(one.id)

    def lapse(self) -> None:
        for one in list(self.given.values()):
            share = self.given.get(one.through) if one.through else None
            if one.id in self.given and share and not self.gave_as_one_of(share.subject, one.giver):
                self.drop(one.id)

    def gave_as_one_of(self, subject: UUID, giver: UUID | None) -> bool:
        if subject not in self.kind or giver is None:  # a person's own share
            return True
        return giver not in self.gone and subject in self.subjects(giver)
