"""Apply an import that was planned, and take it back."""

from collections.abc import Mapping

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.ids import IdSource
from application.insights.applying import Applying
from application.insights.following import UNFOLLOWED, Steps
from application.insights.import_jobs import AT_ONCE_BYTES, job_on
from application.insights.ports import BookReader, ImportStore
from application.insights.reading import Reading
from application.service import service
from domain.access import Level
from domain.insights.ids import ImportId
from domain.insights.imported import (
    Import,
    ImportBuiltUpon,
    ImportNotApplied,
    ImportNotFound,
    ImportState,
)
from domain.principal import Principal

DONE = {ImportState.APPLYING, ImportState.APPLIED}
"""It was said before that it is to be applied."""


@service
class ApplyImport:
    access: Access
    store: ImportStore
    reader: BookReader
    clock: Clock
    ids: IdSource
    at_once_bytes: int = AT_ONCE_BYTES

    def __call__(
        self,
        by: Principal,
        id: ImportId,
        choices: Mapping[str, str],
        *,
        at_once: bool = False,
        steps: Steps = UNFOLLOWED,
    ) -> Import:
        """Decide as chosen and apply; what is applied already stays as it is.

        Where another import of the same bytes was applied, it is that one, and this one fails.

        A large file is left to a worker, unless all is to be done `at_once`; then `steps` hear how
        far it is. Raises ImportNotFound, LevelNotHeld, ChoiceImpossible, DecisionsOpen,
        ImportNotPlanned, ImportFailed, ImportReversed, kinds of BookUnreadable.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, ImportNotFound)
        held = self.store.by_id(by.organisation_id, id)
        if held is None:
            raise ImportNotFound
        if held.state in DONE:
            return held
        if at_once or held.size <= self.at_once_bytes:
            return self._apply(held.decided(choices), steps)
        return self._leave(by, held, choices)

    def _apply(self, decided: Import, steps: Steps) -> Import:
        content = self.store.content(decided.organisation_id, decided.id)
        if content is None:
            raise ImportNotFound
        with self.reader.open(content, decided.name) as book:
            reading = Reading.of(book, decided, self.store, self.ids.new, steps)
            applying = Applying(self.store, self.clock, once=True)
            with self.store.tallies() as tallies:
                planned = decided.planned(reading.plan(tallies))
            return applying(planned, reading)

    def _leave(self, by: Principal, seen: Import, choices: Mapping[str, str]) -> Import:
        with self.store.noting() as work:
            held = work.imports.held(seen.id)
            if held is None:
                raise ImportNotFound
            if held.state in DONE:
                return held
            decided = held.decided(choices, by)
            work.imports.save(decided)
            work.jobs.enqueue(job_on(decided, self.ids.new()), at=self.clock.now())
            work.commit()
        return decided


@service
class ReverseImport:
    access: Access
    store: ImportStore
    clock: Clock

    def __call__(self, by: Principal, id: ImportId) -> Import:
        """Let everything be as before it; once more changes nothing.

        Raises ImportNotFound, LevelNotHeld, ImportNotApplied, ImportBuiltUpon.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, ImportNotFound)
        with self.store.transaction(by.organisation_id) as work:
            held = work.imports.held(id)
            if held is None or held.organisation_id != by.organisation_id:
                raise ImportNotFound
            if held.state is ImportState.REVERSED:
                return held
            if held.state is not ImportState.APPLIED:
                raise ImportNotApplied
            if work.imports.is_built_upon(id):
                raise ImportBuiltUpon
            work.facts.take_back(by.organisation_id, id)
            now = self.clock.now()
            changed = held.counts.loaded > 0
            snapshot = work.next_snapshot(by.organisation_id, now) if changed else None
            reversed_ = held.taken_back(snapshot, now)
            work.imports.save(reversed_)
            work.commit()
        return reversed_
