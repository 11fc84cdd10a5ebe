"""Whether to answer at all."""

from dataclasses import replace

from domain.conversations.sufficiency import sufficient
from unit.domain.conversations.test_grounding import HARBOUR, MASTER, evidence

QUESTION = "When does the harbour open?"


def test_nothing_found_is_not_enough() -> None:
    assert sufficient(QUESTION, []) == ()


def test_one_relevant_passage_opens_the_door_for_all_that_is_near() -> None:
    near, best = replace(evidence(MASTER), relevance=0.3), replace(evidence(HARBOUR), relevance=0.9)
    far = replace(evidence("Dragons guard the gate."), relevance=0.1)

    assert sufficient("Closing hours?", [best, near, far]) == (best, near)


def test_near_passages_alone_do_not_open_it() -> None:
    assert sufficient("Closing hours?", [replace(evidence(MASTER), relevance=0.3)]) == ()


def test_shared_words_count_when_the_subject_is_near() -> None:
    shared = replace(evidence(HARBOUR), relevance=0.3)

    assert sufficient(QUESTION, [shared]) == (shared,)


def test_shared_words_do_not_count_when_the_subject_is_far() -> None:
    assert sufficient(QUESTION, [replace(evidence(HARBOUR), relevance=0.1)]) == ()
