"""The decisions that a surveyed file asks for."""

from collections.abc import Iterator

from domain.insights.columns import TableKind
from domain.insights.dates import Epoch, Order
from domain.insights.decision import (
    ANYWHERE,
    DATE_ORDER,
    DUPLICATES,
    KEEP,
    OPTED_OUT,
    ORPHANS,
    REFUSE,
    SERIALS,
    SWAPPED,
    Decision,
    DecisionState,
)
from domain.insights.survey import Survey


def asked_of(survey: Survey, epoch: Epoch | None) -> Iterator[Decision]:
    """Yield them; `epoch` is what the workbook counts its days from, None where none says."""
    yield from _order(survey)
    yield from _serials(survey, epoch)
    yield from _swapped(survey)
    yield from _ids(survey)
    yield from _conflicts(survey)
    yield from _hidden(survey)
    yield from _names(survey)
    yield _duplicates()
    yield from _opted_out(survey)
    yield from _orphans(survey)


def _order(survey: Survey) -> Iterator[Decision]:
    verdict = survey.evidence.verdict()
    depends = verdict.ambiguous + sum(verdict.proofs.values())
    if depends == 0:
        return
    settled = verdict.order is not None
    yield Decision(
        key=DATE_ORDER,
        kind=DATE_ORDER,
        question="Which comes first in dates like 04/10/2019?",
        state=DecisionState.SETTLED if settled else DecisionState.OPEN,
        choice=verdict.order.value if verdict.order else None,
        proposal=verdict.likelier.value if verdict.confidence > 0.5 else None,  # noqa: PLR2004 - a coin
        options=tuple(Order),
        confidence=verdict.confidence,
        cells=verdict.ambiguous,
        effect={
            "proofs": dict(verdict.proofs),
            "weekends": dict(verdict.weekends),
            "out_of_sequence": dict(verdict.out_of_sequence),
        },
    )


def _serials(survey: Survey, epoch: Epoch | None) -> Iterator[Decision]:
    if survey.serials:
        yield Decision(
            key=SERIALS,
            kind=SERIALS,
            question="From when do bare numbers count their days?",
            state=DecisionState.OPEN if epoch is None else DecisionState.SETTLED,
            choice=None if epoch is None else epoch.value,
            proposal=Epoch.FROM_1900.value,
            options=(*Epoch, REFUSE),
            cells=survey.serials,
        )


def _swapped(survey: Survey) -> Iterator[Decision]:
    if survey.evidence.is_mixed:
        yield Decision(
            key=SWAPPED,
            kind=SWAPPED,
            question="Did a program take days for months, where it could?",
            state=DecisionState.OPEN,
            choice=None,
            proposal="swap_back",
            options=("swap_back", "as_they_are", REFUSE),
            cells=survey.evidence.certain_within,
        )


def _ids(survey: Survey) -> Iterator[Decision]:
    for text, doubt in survey.doubtful.items():
        yield Decision(
            key=f"id:{text}",
            kind="doubtful_id",
            question=f"Which customer is {text!r}?",
            state=DecisionState.OPEN,
            choice=None,
            proposal=doubt.proposal,
            options=(doubt.proposal, REFUSE),
            cells=survey.cells[text],
        )


def _conflicts(survey: Survey) -> Iterator[Decision]:
    for key, said in survey.disputed.items():
        yield Decision(
            key=key,
            kind="conflict",
            question=f"The file says several things of {key.replace(':', ' ')}: which holds?",
            state=DecisionState.OPEN,
            choice=None,
            options=(*said, REFUSE),
            cells=len(said),
        )


def _hidden(survey: Survey) -> Iterator[Decision]:
    for sheet in survey.tables.found.keys() & survey.tables.hidden:
        yield Decision(
            key=f"sheet:{sheet}",
            kind="hidden_sheet",
            question=f"The sheet {sheet} is hidden: is it to be read?",
            state=DecisionState.OPEN,
            choice=None,
            options=("read", "skip"),
            cells=survey.rows[sheet],
        )


def _names(survey: Survey) -> Iterator[Decision]:
    for kind, counted in (("channel", survey.channels), ("sentiment", survey.sentiments)):
        for name, cells in counted.items():
            yield Decision(
                key=f"{kind}:{name}",
                kind=f"unknown_{kind}",
                question=f"The {kind} {name} is not one that we know; it is kept.",
                state=DecisionState.NOTED,
                choice=name,
                cells=cells,
            )


def _duplicates() -> Decision:
    return Decision(
        key=DUPLICATES,
        kind=DUPLICATES,
        question="Are rows that say the same one interaction, or each one of its own?",
        state=DecisionState.NOTED,
        choice="once",
        options=("once", "each"),
    )


def _opted_out(survey: Survey) -> Iterator[Decision]:
    if survey.opting_out:
        yield Decision(
            key=OPTED_OUT,
            kind=OPTED_OUT,
            question="Whoever opted out by one row did so, whatever other rows of theirs say.",
            state=DecisionState.NOTED,
            choice=ANYWHERE,
            options=(ANYWHERE,),
            cells=survey.opting_out,
        )


def _orphans(survey: Survey) -> Iterator[Decision]:
    """Who is in a table is known only beside what is held, so it is asked of all interactions."""
    if any(one.kind is TableKind.INTERACTIONS for one in survey.tables.found.values()):
        yield Decision(
            key=ORPHANS,
            kind=ORPHANS,
            question="What becomes of interactions of customers who are in no table?",
            state=DecisionState.NOTED,
            choice=KEEP,
            options=(KEEP, REFUSE),
        )
