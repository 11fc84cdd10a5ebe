"""Whether to answer at all."""

from dataclasses import replace

from domain.conversations.sufficiency import sufficient
from unit.domain.conversations.test_grounding import HARBOUR, MASTER, evidence

QUESTION = "When does the harbour open?"


def test_nothing_found_is_not_enough() -> None:
    assert sufficient(QUESTION, []) == ()


def test_relevant_evidence_speaks_for_itself() -> None:
    far, near = replace(evidence(MASTER), relevance=0.3), replace(evidence(HARBOUR), relevance=0.9)

    assert sufficient("Closing hours?", [near, far]) == (near,)


def test_shared_words_count_when_the_subject_is_near() -> None:
    shared = replace(evidence(HARBOUR), relevance=0.3)

    assert sufficient(QUESTION, [shared]) == (shared,)


def test_shared_words_do_not_count_when_the_subject_is_far() -> None:
    assert sufficient(QUESTION, [replace(evidence(HARBOUR), relevance=0.1)]) == ()
