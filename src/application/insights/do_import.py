"""Read a large file for a worker: plan what was received, apply what is decided."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from application.access.ports import Access
from application.clock import Clock
from application.ids import IdSource
from application.insights.applying import Applying
from application.insights.following import Told
from application.insights.ports import (
    BookReader,
    FactsHeld,
    ImportProgress,
    ImportStore,
    ImportWork,
    PlanLines,
)
from application.insights.reading import Reading
from application.jobs.ports import Lease, LeaseLost, Postponed
from application.service import service
from domain.access import Level
from domain.insights.book_errors import BookUnreadable
from domain.insights.decision import ChoiceImpossible
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportRightLost
from domain.insights.tables_in import ColumnsUnknown

REST = timedelta(seconds=2)
"""How long a job waits for another import of its organisation, while others have its worker."""


@service
class DoImport:
    """The handler of `do_import` jobs.

    All that is taken in is one transaction, with the job's end in it: who takes over from a worker
    that died begins anew and finds nothing of it.
    """

    access: Access
    store: ImportStore
    reader: BookReader
    clock: Clock
    ids: IdSource
    progress: ImportProgress

    def __call__(self, lease: Lease) -> None:
        found = self._begun(lease)
        if found is None:
            return
        one, content = found
        with self._followed(one):
            self._do(lease, one, content)

    def _do(self, lease: Lease, one: Import, content: bytes) -> None:
        try:
            self._check(one)
            self._look(one)
            with self.reader.open(content, one.name) as book:
                steps = Told(self.progress, self.clock, one.id)
                reading = Reading.of(book, one, self.store, self.ids.new, steps)
                self._go_on(lease, one, reading)
        except FactsHeld as held:
            raise Postponed(REST) from held
        except (BookUnreadable, ColumnsUnknown, ChoiceImpossible, ImportRightLost) as why:
            self._end(lease, one.refused(why))

    @contextmanager
    def _followed(self, one: Import) -> Iterator[None]:
        """Tell nothing more of it behind: who lost it to another leaves that to the other."""
        is_ours = True
        try:
            yield
        except LeaseLost:
            is_ours = False
            raise
        finally:
            if is_ours:
                self.progress.over(one.id)

    def give_up(self, lease: Lease) -> None:
        found = self._begun(lease)
        if found is not None:
            told = "it could not be done, however often it was tried"
            with self._followed(found[0]):
                self._end(lease, found[0].failed("given_up", told))

    def _begun(self, lease: Lease) -> tuple[Import, bytes] | None:
        """Return it with its bytes; where nothing is left to do, finish the job."""
        organisation, import_id = lease.job.organisation_id, ImportId(lease.job.subject)
        one = self.store.by_id(organisation, import_id)
        content = self.store.content(organisation, import_id)
        if one is not None and content is not None and one.state.is_waiting:
            return one, content
        with self.store.noting() as work:
            work.jobs.finish(lease)
            work.commit()
        return None

    def _check(self, one: Import) -> None:
        """Ask again what may have changed since it was asked for; raises ImportRightLost."""
        held = self.access.level(one.acting, one.organisation_id)
        if held is None or held < Level.EDIT:
            raise ImportRightLost

    def _look(self, one: Import) -> None:
        """Read nothing in vain; raises FactsHeld while another of the organisation is applied."""
        if not self.store.is_free(one.organisation_id):
            raise FactsHeld

    def _go_on(self, lease: Lease, one: Import, reading: Reading) -> None:
        lines = self.store.plan_lines()
        with self.store.tallies() as tallies:
            planned = one.planned(reading.plan(tallies, lines), lines_kept=True)
        if not planned.is_to_be_applied:
            self._end(lease, planned, lines)
            return
        self._check(one)
        if self._tell(lease, planned.applying()):
            Applying(self.store, self.clock, once=True)(planned, reading, lease)

    def _tell(self, lease: Lease, planned: Import) -> bool:
        """Let who follows it see what it comes to, while that is done."""
        with self.store.noting() as work:
            if self._is_over(work, lease):
                return False
            work.jobs.prove(lease)
            work.imports.save(planned)
            work.commit()
        return True

    def _end(self, lease: Lease, done: Import, lines: PlanLines | None = None) -> None:
        with self.store.noting() as work:
            if self._is_over(work, lease):
                return
            work.imports.save(done)
            if done.failure is not None:
                work.imports.drop_content(done.id)
                work.imports.drop_lines(done.id)
            elif lines is not None:
                work.imports.keep_lines(done.id, lines)
            work.jobs.finish(lease)
            work.commit()

    def _is_over(self, work: ImportWork, lease: Lease) -> bool:
        """Return whether somebody who waited for it did it meanwhile; then the job is finished."""
        held = work.imports.held(ImportId(lease.job.subject))
        if held is not None and held.state.is_waiting:
            return False
        work.jobs.finish(lease)
        work.commit()
        return True
