"""A generation of the index: everything embedded by one embedder and cut in one way.

Several may be kept up to date side by side. One is active: it alone answers searches.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.knowledge.cutting import Cut
from domain.knowledge.generation_errors import (
    GenerationBehind,
    GenerationEmpty,
    GenerationInUse,
    GenerationNotFound,
    GenerationRefused,
    NothingToRollBackTo,
)
from domain.knowledge.quality import Verdict

GenerationId = NewType("GenerationId", UUID)


class GenerationState(StrEnum):
    BUILDING = "building"
    READY = "ready"
    REJECTED = "rejected"
    FAILED = "failed"
    ACTIVE = "active"
    STANDBY = "standby"
    RETIRED = "retired"


KEPT = frozenset(GenerationState) - {GenerationState.RETIRED, GenerationState.FAILED}
"""States in which a generation takes in what changes."""
IN_USE = frozenset({GenerationState.ACTIVE, GenerationState.RETIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """`embedder` is a URL; `forced` holds the reason given for use against the verdict."""

    id: GenerationId
    number: int
    embedder: str
    cut: Cut
    state: GenerationState
    created_at: datetime
    updated_at: datetime
    verdict: Verdict | None = None
    failure: str | None = None
    forced: str | None = None

    @classmethod
    def build(
        cls, *, id: GenerationId, number: int, embedder: str, cut: Cut, now: datetime
    ) -> Generation:
        """Begin one; the first of all is active at once, for there is nothing else to answer."""
        state = GenerationState.ACTIVE if number == 1 else GenerationState.BUILDING
        return cls(
            id=id, number=number, embedder=embedder, cut=cut,
            state=state, created_at=now, updated_at=now,
        )  # fmt: skip

    @property
    def is_kept(self) -> bool:
        return self.state in KEPT

    def judged(self, verdict: Verdict, *, now: datetime) -> Generation:
        """Be ready, or rejected; says nothing about one that is past building."""
        if self.state is not GenerationState.BUILDING:
            return self
        state = GenerationState.READY if verdict.passed else GenerationState.REJECTED
        return replace(self, state=state, verdict=verdict, updated_at=now)

    def failed(self, why: str, *, now: datetime) -> Generation:
        return replace(self, state=GenerationState.FAILED, failure=why, updated_at=now)

    def activated(self, *, behind: int, forced: str | None, now: datetime) -> Generation:
        """Answer searches from now on.

        Raises GenerationBehind, GenerationRefused, and GenerationEmpty whatever the reason given.
        """
        if self.state is GenerationState.ACTIVE:
            return self
        if behind:
            raise GenerationBehind(behind)
        allowed = {GenerationState.READY, GenerationState.STANDBY}
        if self.verdict is not None and self.verdict.is_of_an_empty_index:
            raise GenerationEmpty
        if forced is not None:
            allowed.add(GenerationState.REJECTED)
        if self.state not in allowed:
            raise GenerationRefused(self.state)
        return replace(self, state=GenerationState.ACTIVE, forced=forced, updated_at=now)

    def stood_by(self, *, now: datetime) -> Generation:
        return replace(self, state=GenerationState.STANDBY, updated_at=now)

    def retired(self, *, now: datetime) -> Generation:
        """Be forgotten; raises GenerationInUse."""
        if self.state in IN_USE:
            raise GenerationInUse(self.state)
        return replace(self, state=GenerationState.RETIRED, updated_at=now)


@dataclass(frozen=True, slots=True)
class Generations:
    """All that are kept or failed; changes return those that become different."""

    all: tuple[Generation, ...]

    @property
    def active(self) -> Generation | None:
        return self._in(GenerationState.ACTIVE)

    @property
    def standby(self) -> Generation | None:
        return self._in(GenerationState.STANDBY)

    def holds(self, id: GenerationId) -> bool:
        """Say whether it is not retired."""
        return any(one.id == id for one in self.all)

    def find(self, id: GenerationId) -> Generation:
        """Raises GenerationNotFound."""
        found = next((one for one in self.all if one.id == id), None)
        if found is None:
            raise GenerationNotFound
        return found

    def switched(self, to: Generation, *, now: datetime) -> tuple[Generation, ...]:
        """Put `to`, made active, in the place of the active one, which then stands by."""
        before, spare = self.active, self.standby
        if before is None or before.id == to.id:
            return (to,)
        retired = () if spare is None or spare.id == to.id else (spare.retired(now=now),)
        return (*retired, before.stood_by(now=now), to)

    def rolled_back(self, *, now: datetime) -> tuple[Generation, ...]:
        """Let the two last change places, at once; raises NothingToRollBackTo."""
        spare = self.standby
        if spare is None:
            raise NothingToRollBackTo
        return self.switched(spare.activated(behind=0, forced=None, now=now), now=now)

    def _in(self, state: GenerationState) -> Generation | None:
        return next((one for one in self.all if one.state is state), None)
