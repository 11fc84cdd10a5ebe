"""A file gone through twice: what it leaves open, and then what becomes of each row."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from application.insights.comparing import Comparing
from application.insights.effects import Moves, Orphans
from application.insights.following import UNFOLLOWED, Steps, counted
from application.insights.ports import Book, Facts, PlanLines
from application.insights.settling import Settled, Settling
from application.insights.tallies import Tallies
from domain.ids import OrganisationId
from domain.insights.asking import asked_of
from domain.insights.columns import Asked
from domain.insights.dates import Order
from domain.insights.decision import DATE_ORDER, ORPHANS, Decision, DecisionState, decided
from domain.insights.ids import CustomerId, ImportId
from domain.insights.imported import Import
from domain.insights.interpretation import Interpretation
from domain.insights.opting_out import who_opted_out
from domain.insights.plan import Counts, Plan, TableSeen
from domain.insights.progress import Step
from domain.insights.resolution import Resolution, Resolved
from domain.insights.rows import CustomerRow, Refused
from domain.insights.survey import Survey
from domain.insights.tables_in import ColumnsUnknown, TablesIn

BATCH = 500


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
    dry_run: bool = False
    steps: Steps = UNFOLLOWED

    @classmethod
    def of(
        cls,
        book: Book,
        one: Import,
        facts: Facts,
        new_id: Callable[[], UUID],
        steps: Steps = UNFOLLOWED,
    ) -> "Reading":
        """Read it as it was asked for, and as it is decided by now."""
        asked = (one.asked, one.choices, facts, one.organisation_id, one.id, new_id, one.dry_run)
        return cls(book, *asked, steps)

    def plan(self, tallies: Tallies, lines: PlanLines | None = None) -> Plan:
        """Change nothing; raises ColumnsUnknown, ChoiceImpossible, Unavailable.

        Where it is not to be applied yet, `lines` hears what it would change and refuse.
        """
        survey = Survey(self._tables())
        self.steps.begin(Step.READING)
        survey.take(counted(self.book.lines(), self.steps))
        if not survey.tables.found:
            raise ColumnsUnknown
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
        moves = Moves(how.order or Order.DAY_FIRST, self._products(survey))
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
            self._rows(how),
            moves.products,
            has_orphans=orphans.customers > 0,
            may_move=moves.months > 0,
        )
        lost = orphans.told(dropped["interactions"]["as_if_dropped"])
        return {**lost, "answers": dropped}, {**moves.told(), "answers": otherwise}

    def _batches(
        self, how: Interpretation, facts: Facts
    ) -> Iterator[tuple[Sequence[Resolved], Settled]]:
        org, wanted = self.organisation_id, self._named(how)
        settling = Settling(facts, org, self.import_id, self.new_id, wanted)
        for sheet in _some(self._rows(how)):
            rows = [one for one in sheet if isinstance(one, Resolved)]
            settled = settling(rows)
            settled.refused += [one for one in sheet if isinstance(one, Refused)]
            self.steps.went(len(sheet))
            yield rows, settled

    def _rows(self, how: Interpretation) -> Iterator[Resolved | Refused]:
        return Resolution(self._tables(), how, self._opted_out(how)).rows(self.book.lines())

    def _opted_out(self, how: Interpretation) -> frozenset[CustomerId]:
        """Go through the file once more where any row says that somebody opted out."""
        if not how.hears_of_opting_out:
            return frozenset()
        return who_opted_out(self._tables(), how, self.book.lines())

    def _named(self, how: Interpretation) -> set[CustomerId] | None:
        """Return whom the file's own tables tell of, on whichever sheet; None if nobody asks."""
        if not how.refuses_orphans:
            return None
        said = (one.row for one in self._rows(how) if isinstance(one, Resolved))
        return {row.id for row in said if isinstance(row, CustomerRow)}

    def _known(self, ids: Sequence[CustomerId]) -> set[CustomerId]:
        return set(self.facts.customers(self.organisation_id, ids))

    def _products(self, survey: Survey) -> dict[str, str]:
        held = {m: one.product for m, one in self.facts.months(self.organisation_id).items()}
        told = {
            key.removeprefix("month:"): said[0]
            for key, said in survey.said.items()
            if key.startswith("month:")
        }
        return {**held, **told}

    def _tables(self) -> TablesIn:
        return TablesIn(self.asked, self.book.hidden)


class Counting:
    """Adds up what becomes of rows."""

    def __init__(self) -> None:
        self.loaded, self.reasons, self.rules = 0, Counter[str](), Counter[str]()

    def count(self, settled: Settled) -> None:
        self.loaded += settled.loaded
        self.reasons.update(one.reason for one in settled.refused)
        self.rules.update(one.rule for one in settled.changes)

    def counts(self) -> Counts:
        return Counts(
            read=self.loaded + self.reasons.total(),
            loaded=self.loaded,
            by_reason=dict(sorted(self.reasons.items())),
            by_rule=dict(sorted(self.rules.items())),
        )


def _some(rows: Iterator[Resolved | Refused]) -> Iterator[list[Resolved | Refused]]:
    """Yield rows of one sheet, at most `BATCH` at a time."""
    for _, of_sheet in groupby(rows, key=_sheet):
        batch: list[Resolved | Refused] = []
        for one in of_sheet:
            batch.append(one)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch


def _sheet(one: Resolved | Refused) -> str:
    return one.sheet if isinstance(one, Refused) else one.line.sheet


def supposed(decisions: Sequence[Decision]) -> Sequence[Decision]:
    """Return them with what is likely chosen, where nothing is yet."""
    return [one if one.choice else replace(one, choice=_likely(one)) for one in decisions]


def _likely(one: Decision) -> str | None:
    """Return what the plan supposes: what is proposed, and the day first where nothing is."""
    return one.proposal or (Order.DAY_FIRST if one.key == DATE_ORDER else None)


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
