"""A file gone through twice: what it leaves open, and then what becomes of each row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from application.insights.comparing import Comparing
from application.insights.counting import Counting
from application.insights.effects import Moves, Orphans
from application.insights.file_rows import FileRows
from application.insights.following import UNFOLLOWED, Steps, counted
from application.insights.ports import Book, Facts, ImportStore, PlanLines
from application.insights.settling import Settled, Settling
from application.insights.supposing import supposed
from application.insights.tallies import Tallies
from domain.ids import OrganisationId
from domain.insights.asking import asked_of
from domain.insights.columns import Asked
from domain.insights.dates import Order
from domain.insights.decision import DATE_ORDER, ORPHANS, REFUSE, Decision, DecisionState, decided
from domain.insights.ids import CustomerId, ImportId
from domain.insights.imported import Import
from domain.insights.interpretation import Interpretation
from domain.insights.labels import product_of
from domain.insights.plan import Plan, TableSeen
from domain.insights.progress import Step
from domain.insights.resolution import Resolved
from domain.insights.rows import Refused
from domain.insights.sayings import Sayings
from domain.insights.survey import Survey


@dataclass(frozen=True, slots=True)
class Reading:
    """One file of one organisation, as it was asked to be read."""

    book: Book
    asked: Asked
    choices: Mapping[str, str]
    facts: Facts
    organisation_id: OrganisationId
    import_id: ImportId
    new_id: Callable[[], UUID]
    sayings: Callable[[], AbstractContextManager[Sayings]]
    dry_run: bool = False
    steps: Steps = UNFOLLOWED

    @classmethod
    def of(
        cls,
        book: Book,
        one: Import,
        store: ImportStore,
        new_id: Callable[[], UUID],
        steps: Steps = UNFOLLOWED,
    ) -> "Reading":
        """Read it as it was asked for, and as it is decided by now."""
        asked = (one.asked, one.choices, store.facts, one.organisation_id, one.id)
        return cls(book, *asked, new_id, store.sayings, one.dry_run, steps)

    def plan(self, tallies: Tallies, lines: PlanLines | None = None) -> Plan:
        """Change nothing; raises ColumnsUnknown, ChoiceImpossible, Unavailable.

        Where it is not to be applied yet, `lines` hears what it would change and refuse.
        """
        self.steps.begin(Step.READING)
        with self.sayings() as sayings:
            survey = Survey(self._file.tables(), sayings)
            survey.take(counted(self.book.lines(), self.steps))
        survey.tables.check()
        decisions = decided(asked_of(survey, self.book.epoch), self.choices)
        waits = self.dry_run or any(one.state is DecisionState.OPEN for one in decisions)
        return self._plan(survey, decisions, tallies, lines if waits else None)

    def applied(self, planned: Import, facts: Facts) -> Iterator[Settled]:
        """Yield what was planned, some rows at a time, to be taken in."""
        self.steps.begin(Step.APPLYING, planned.plan.counts.read)
        return self.settled(planned.plan.decisions, facts)

    def settled(self, decisions: Sequence[Decision], facts: Facts) -> Iterator[Settled]:
        """Yield some rows at a time; the facts are asked before those are to be changed."""
        for _, settled in self._batches(Interpretation.of(decisions), facts):
            yield settled

    def _plan(
        self,
        survey: Survey,
        decisions: Sequence[Decision],
        tallies: Tallies,
        lines: PlanLines | None,
    ) -> Plan:
        how = Interpretation.of(supposed(decisions))
        self.steps.begin(Step.PLANNING, sum(survey.rows.values()))
        counting, orphans = Counting(), Orphans(tallies)
        moves = Moves(how.order or Order.DAY_FIRST, self._products(survey, how))
        for rows, settled in self._batches(how, self.facts):
            counting.count(settled)
            if lines is not None:
                lines.hear(settled.changes, settled.refused)
            orphans.hear(rows)
            moves.hear(rows)
        orphans.find(self._known)
        lost, moved = self._compared(how, orphans, moves)
        effects = {DATE_ORDER: moved, ORPHANS: lost}
        return Plan(
            tables=tuple(_seen(survey)),
            outside=survey.tables.without_table,
            decisions=tuple(_with(one, effects) for one in decisions),
            counts=counting.counts(),
            orphans=lost,
        )

    def _compared(
        self, how: Interpretation, orphans: Orphans, moves: Moves
    ) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Say what would be without orphans, and under the other order of dates."""
        if not (orphans.customers or moves.months):
            return orphans.told(), moves.told()
        comparing = Comparing(self.facts, self.organisation_id, orphans.tallies, moves.order)
        dropped, otherwise = comparing(
            self._file.rows(how),
            moves.products,
            has_orphans=orphans.customers > 0,
            may_move=moves.months > 0,
        )
        lost = orphans.told(dropped["interactions"]["as_if_dropped"])
        return {**lost, "answers": dropped}, {**moves.told(), "answers": otherwise}

    def _batches(
        self, how: Interpretation, facts: Facts
    ) -> Iterator[tuple[Sequence[Resolved], Settled]]:
        org, wanted = self.organisation_id, self._file.customers(how)
        settling = Settling(facts, org, self.import_id, self.new_id, wanted)
        for sheet in self._file.batches(how):
            rows = [one for one in sheet if isinstance(one, Resolved)]
            settled = settling(rows)
            settled.refused += [one for one in sheet if isinstance(one, Refused)]
            self.steps.went(len(sheet))
            yield rows, settled

    def _known(self, ids: Sequence[CustomerId]) -> set[CustomerId]:
        return set(self.facts.customers(self.organisation_id, ids))

    def _products(self, survey: Survey, how: Interpretation) -> dict[str, str]:
        held = {m: one.product for m, one in self.facts.months(self.organisation_id).items()}
        told = {
            month: product_of(how.winners.get(f"month:{month}", said))
            for month, said in survey.months.items()
            if how.winners.get(f"month:{month}") != REFUSE
        }
        return {**held, **told}

    @property
    def _file(self) -> FileRows:
        return FileRows(self.book, self.asked, self.sayings)


def _with(one: Decision, effects: Mapping[str, Mapping[str, Any]]) -> Decision:
    more = effects.get(one.key, {})
    cells = more["interactions"] if one.key == ORPHANS else one.cells
    return replace(one, cells=cells, effect={**one.effect, **more})


def _seen(survey: Survey) -> Iterator[TableSeen]:
    hidden = survey.tables.hidden
    for sheet, one in survey.tables.found.items():
        rows = survey.rows[sheet]
        yield TableSeen(
            sheet, one.kind.value, one.header, one.names, one.unused, sheet in hidden, rows
        )
