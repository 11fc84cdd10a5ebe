"""What a language model is given to read, whatever there is."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conversations.context_budget import PER_PASSAGE, PER_QUESTION, PER_TURN, Budget
from domain.conversations.errors import QuestionTooLong
from domain.conversations.evidence import Evidence, EvidenceId
from domain.conversations.message import Role, Trimmed, Turn
from domain.ids import DocumentId
from domain.text.tokens import tokens

TEXTS = st.text(max_size=300) | st.integers(0, 900).map(lambda size: "word " * size)
TURNS = st.lists(st.builds(Turn, st.sampled_from(Role), TEXTS), max_size=10)


def evidence(text: str) -> Evidence:
    return Evidence(
        passage_id=EvidenceId(UUID(int=1)), document_id=DocumentId(UUID(int=2)), version=1,
        title="Handbook", page=1, start=0, text=text, score=1.0, relevance=1.0,
    )  # fmt: skip


FOUND = st.lists(TEXTS.map(evidence), max_size=20)
BUDGETS = st.builds(Budget, st.integers(1_200, 20_000), st.integers(0, 600), st.integers(0, 600))


def cost(question: str, history: tuple[Turn, ...], found: tuple[Evidence, ...]) -> int:
    return (
        PER_QUESTION
        + tokens(question)
        + sum(PER_TURN + tokens(one.content) for one in history)
        + sum(PER_PASSAGE + tokens(one.title) + tokens(one.text) for one in found)
    )


@given(BUDGETS, st.text(max_size=100), TURNS, FOUND)
def test_what_is_given_fits_and_what_is_missing_is_counted(
    budget: Budget, question: str, history: list[Turn], found: list[Evidence]
) -> None:
    if PER_QUESTION + tokens(question) > budget.left:
        with pytest.raises(QuestionTooLong):
            budget.fit(question, history, found)
        return
    context = budget.fit(question, history, found)
    kept, shown = context.history, context.evidence

    assert cost(question, kept, shown) <= budget.left
    assert list(kept) == history[len(history) - len(kept) :]
    assert list(shown) == found[: len(shown)]
    dropped = Trimmed(len(history) - len(kept), len(found) - len(shown))
    assert context.trimmed == (dropped if any(dropped) else None)
    if dropped.turns_dropped and kept:
        assert kept[0].role is Role.USER


@given(BUDGETS, st.text(max_size=100), TURNS, FOUND)
def test_all_that_fits_is_given(
    budget: Budget, question: str, history: list[Turn], found: list[Evidence]
) -> None:
    if cost(question, tuple(history), tuple(found)) <= budget.left:
        context = budget.fit(question, history, found)
        assert (list(context.history), list(context.evidence)) == (history, found)
        assert context.trimmed is None


@given(BUDGETS.filter(lambda one: one.left >= PER_QUESTION + tokens("Why?")), TURNS, FOUND)
def test_a_bigger_window_never_shows_less_evidence(
    budget: Budget, history: list[Turn], found: list[Evidence]
) -> None:
    bigger = Budget(budget.total + 500, budget.system, budget.answer)
    alone = len(budget.fit("Why?", [], found).evidence)
    assert alone <= len(bigger.fit("Why?", [], found).evidence)


def test_history_gives_way_to_evidence_down_to_its_share() -> None:
    long = [Turn(Role.USER, "word " * 300), Turn(Role.ASSISTANT, "word " * 300)] * 5
    context = Budget(2_000, 200, 200).fit("Why?", long, [evidence("word " * 300)] * 2)
    assert context.trimmed == Trimmed(turns_dropped=10, evidence_dropped=0)


def test_what_evidence_leaves_over_history_may_have_back() -> None:
    said = [Turn(Role.USER, "word " * 100), Turn(Role.ASSISTANT, "word " * 100)]
    context = Budget(1_200, 200, 200).fit("Why?", said, [evidence("Because.")])
    assert (context.history, context.trimmed) == (tuple(said), None)


def test_a_question_is_never_cut() -> None:
    budget = Budget(1_200, 200, 200)
    assert 0 <= budget.check("word " * 400) < 200
    with pytest.raises(QuestionTooLong):
        budget.check("word " * 400 + "1" * 200)
