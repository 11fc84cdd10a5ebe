"""Look at imports, their ledgers, and the rows they refused."""

from application.access.reading import ReadThings
from application.insights.ports import ImportProgress, ImportStore
from application.insights.preview import Preview
from application.paging import Page, Window
from application.service import service
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportNotFound, ImportState
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.progress import Progress
from domain.principal import Principal


@service
class ReadImports(ReadThings[Import, ImportId]):
    store: ImportStore
    preview: Preview
    progress: ImportProgress
    missing = ImportNotFound

    def how_far(self, one: Import) -> Progress | None:
        """Return how far a worker is with it; None where none is at it."""
        return self.progress.of(one.id) if one.state.is_waiting else None

    def changes(self, by: Principal, id: ImportId, window: Window) -> Page[Kept]:
        """Return each cell that is held otherwise than it was written; raises as `one`.

        Of an import that is planned, those that would be, with what is proposed where it is open.
        """
        one = self.one(by, id)
        if one.state is ImportState.PLANNED:
            return self._planned_changes(one, window)
        return self.store.changes(id, window)

    def refusals(self, by: Principal, id: ImportId, window: Window) -> Page[KeptRefusal]:
        """Return each row that was not taken in, or would not be, and why; raises as `one`."""
        one = self.one(by, id)
        if one.state is ImportState.PLANNED:
            return self._planned_refusals(one, window)
        return self.store.refusals(id, window)

    def _planned_changes(self, one: Import, window: Window) -> Page[Kept]:
        """A small file is read anew, beside what is held by now."""
        if one.lines_kept:
            return self.store.planned_changes(one.id, window)
        return self.preview.changes(one, window)

    def _planned_refusals(self, one: Import, window: Window) -> Page[KeptRefusal]:
        if one.lines_kept:
            return self.store.planned_refusals(one.id, window)
        return self.preview.refusals(one, window)
