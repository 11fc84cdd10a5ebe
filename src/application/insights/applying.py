"""Do what a plan says, in one transaction."""

from application.clock import Clock
from application.insights.counting import Counting
from application.insights.ports import ImportStore, ImportWork
from application.insights.reading import Reading
from application.insights.settling import Settled
from application.jobs.ports import Lease
from application.service import service
from domain.insights.ids import ImportId
from domain.insights.imported import (
    Import,
    ImportAppliedAlready,
    ImportFailed,
    ImportNotFound,
    ImportReversed,
    ImportState,
)


@service
class Applying:
    """With `once`, bytes that were applied meanwhile are that import."""

    store: ImportStore
    clock: Clock
    once: bool = False

    def __call__(self, planned: Import, reading: Reading, lease: Lease | None = None) -> Import:
        """Return it applied; once more changes nothing. Raises ImportReversed, ImportFailed.

        Where it is a job, that is finished with it, and nobody is waited for. Raises LeaseLost,
        FactsHeld.
        """
        with self.store.transaction(planned.organisation_id, waits=lease is None) as work:
            held = work.imports.held(planned.id)
            if held is None:
                raise ImportNotFound
            if held.state is ImportState.APPLIED:
                return held
            if held.state is ImportState.REVERSED:
                raise ImportReversed
            if held.failure is not None:
                raise ImportFailed(held.failure.detail)
            done = self._twin(planned, work) or self._taken(planned, reading, work)
            if lease is not None:
                work.jobs.finish(lease)
            work.commit()
        return done

    def _twin(self, planned: Import, work: ImportWork) -> Import | None:
        """Return the import that took these bytes in meanwhile; this one then fails."""
        applied = work.imports.applied(planned.organisation_id, planned.digest)
        if not self.once or applied is None:
            return None
        work.imports.save(planned.refused(ImportAppliedAlready(applied.id)))
        work.imports.drop_content(planned.id)
        work.imports.drop_lines(planned.id)
        return applied

    def _taken(self, planned: Import, reading: Reading, work: ImportWork) -> Import:
        counting, changed, refused = Counting(), 0, 0
        bases: set[ImportId] = set()
        for some in reading.applied(planned, work.facts):
            counting.count(some)
            self._keep(planned, some, work)
            work.ledger.change(planned.id, changed + 1, some.changes)
            work.ledger.refuse(planned.id, refused + 1, some.refused)
            changed, refused = changed + len(some.changes), refused + len(some.refused)
            bases |= some.bases
        counts, now = counting.counts(), self.clock.now()
        work.imports.rests_on(planned.id, bases)
        org = planned.organisation_id
        snapshot = work.next_snapshot(org, now) if counts.loaded else None
        done = planned.applied(counts, snapshot, now)
        work.imports.save(done)
        work.imports.drop_lines(planned.id)
        return done

    def _keep(self, planned: Import, some: Settled, work: ImportWork) -> None:
        organisation = planned.organisation_id
        if some.customers:
            work.facts.save_customers(organisation, some.customers)
        if some.months:
            work.facts.save_months(organisation, some.months)
        if some.interactions:
            work.facts.add_interactions(organisation, planned.id, some.interactions)
