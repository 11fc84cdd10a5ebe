"""What a follow-up question is about."""

from domain.conversations.follow_up import rewritten
from domain.conversations.message import Role, Turn

BEFORE = [
    Turn(Role.USER, "When does the harbour open?"),
    Turn(Role.ASSISTANT, "At six in the morning."),
]


def test_a_first_question_stands_as_it_is() -> None:
    assert rewritten("Who runs it?", []) == "Who runs it?"


def test_a_question_that_points_takes_the_one_before_along() -> None:
    assert rewritten("Who runs it during winter storms?", BEFORE) == (
        "Who runs it during winter storms? When does the harbour open?"
    )


def test_a_question_of_few_words_takes_the_one_before_along() -> None:
    assert "harbour" in rewritten("And why?", BEFORE)


def test_a_question_with_words_of_its_own_stands_as_it_is() -> None:
    question = "Which taxes do fishing companies pay?"

    assert rewritten(question, BEFORE) == question
