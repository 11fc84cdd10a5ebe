"""Apply an import that was planned, and take it back."""

from collections.abc import Mapping

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.ids import IdSource
from application.insights.applying import Applying
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


@service
class ApplyImport:
    access: Access
    store: ImportStore
    reader: BookReader
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, id: ImportId, choices: Mapping[str, str]) -> Import:
        """Decide as chosen and apply; what is applied already stays as it is.

        Raises ImportNotFound, LevelNotHeld, ChoiceImpossible, DecisionsOpen, ImportReversed.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, ImportNotFound)
        held = self.store.by_id(by.organisation_id, id)
        content = self.store.content(by.organisation_id, id)
        if held is None or content is None:
            raise ImportNotFound
        if held.state is ImportState.APPLIED:
            return held
        chosen = {**held.choices, **choices}
        with self.reader.open(content, held.name) as book:
            reading = Reading(
                book, held.asked, chosen, self.store.facts, by.organisation_id, id, self.ids.new
            )
            return Applying(self.store, self.clock)(held.planned(reading.plan(), chosen), reading)


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
