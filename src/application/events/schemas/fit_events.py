"""Hold events to the schemas of their types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.clock import Clock
from application.events.schemas.ports import Judge, SchemaCompiler, SchemaStore
from domain.events.incoming import Flaw, Incoming
from domain.events.schemas.version import Mode
from domain.ids import OrganisationId

FOR = timedelta(seconds=1)
"""How long it is remembered which types have schemas: a new version counts within it."""
AGAIN = timedelta(milliseconds=50)
MOST = 1_000
"""Compiled schemas, and organisations, that a process remembers."""
Newest = Mapping[str, int]
Compiled = tuple[Judge, Mode]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an event, and what becomes of it."""

    flaw: Flaw
    mode: Mode


@dataclass(slots=True)
class FitEvents:
    """`noted` is told the mode of each event that does not fit, to be counted."""

    store: SchemaStore
    compiler: SchemaCompiler
    clock: Clock
    noted: Callable[[Mode], None]
    _newest: dict[OrganisationId, tuple[datetime, Newest]] = field(default_factory=dict)
    _compiled: dict[tuple[OrganisationId, str, int], Compiled] = field(default_factory=dict)

    def newest(self, organisation_id: OrganisationId) -> Newest:
        """Return the types that have schemas: others need not be asked about."""
        now, seen = self.clock.now(), self._newest.get(organisation_id)
        if seen is None or not timedelta() <= now - seen[0] < FOR:
            return self._looked_up(organisation_id, now)
        return seen[1]

    def verdict(self, organisation_id: OrganisationId, event: Incoming) -> Verdict | None:
        """Return what is wrong with the event; None when it fits, or has no schema to fit."""
        last = self.newest(organisation_id).get(event.type)
        if last is None:
            return None
        version = last if event.version is None else event.version
        compiled = self._of(organisation_id, event.type, version)
        if compiled is None:
            says = "its type has no schema of this version"
            flaw = Flaw(code="unknown_version", detail=says, pointer="/version", id=event.id)
            return self._noted(Verdict(flaw, Mode.REJECT))
        judge, mode = compiled
        misfit = judge.misfit(event.data)
        if misfit is None:
            return None
        more = f"; {misfit.others} more things do not fit" if misfit.others else ""
        flaw = Flaw(
            code="schema_mismatch",
            detail=misfit.detail + more,
            pointer=f"/data{misfit.pointer}",
            id=event.id,
        )
        return self._noted(Verdict(flaw, mode))

    def _of(self, organisation_id: OrganisationId, type: str, version: int) -> Compiled | None:
        key = (organisation_id, type, version)
        if key not in self._compiled:
            if not 1 <= version <= self._last(organisation_id, type, version):
                return None
            found = self.store.one(*key)
            if found is None:
                return None
            if len(self._compiled) >= MOST:
                self._compiled = {}
            self._compiled[key] = self.compiler.compile(found.schema), found.mode
        return self._compiled[key]

    def _last(self, organisation_id: OrganisationId, type: str, version: int) -> int:
        """Return the last version; looks again, though not for each event, for a later one."""
        now = self.clock.now()
        seen, newest = self._newest.get(organisation_id, (now - AGAIN, {}))
        if newest.get(type, 0) < version and now - seen >= AGAIN:
            newest = self._looked_up(organisation_id, now)
        return newest.get(type, 0)

    def _looked_up(self, organisation_id: OrganisationId, now: datetime) -> Newest:
        if len(self._newest) >= MOST:
            self._newest = {}
        newest = self.store.newest(organisation_id)
        self._newest[organisation_id] = now, newest
        return newest

    def _noted(self, verdict: Verdict) -> Verdict:
        self.noted(verdict.mode)
        return verdict
