"""Whether to answer at all."""

from dataclasses import replace

import pytest

from domain.conversations.sufficiency import convincing, overlap, sufficient
from unit.domain.conversations.test_grounding import HARBOUR, MASTER, evidence

QUESTION = "When does the harbour open?"


def test_nothing_found_is_not_enough() -> None:
    assert sufficient(QUESTION, []) == ()


def test_one_relevant_passage_opens_the_door_for_all_that_was_found() -> None:
    near, best = replace(evidence(MASTER), relevance=0.3), replace(evidence(HARBOUR), relevance=0.9)
    far = replace(evidence("Dragons guard the gate."), relevance=0.0)

    assert sufficient("Closing hours?", [best, near, far]) == (best, near, far)


def test_near_passages_alone_do_not_open_it() -> None:
    assert sufficient("Closing hours?", [replace(evidence(MASTER), relevance=0.3)]) == ()


def test_shared_words_count_when_the_subject_is_near() -> None:
    shared = replace(evidence(HARBOUR), relevance=0.3)

    assert sufficient(QUESTION, [shared]) == (shared,)


def test_shared_words_do_not_count_when_the_subject_is_far() -> None:
    assert sufficient(QUESTION, [replace(evidence(HARBOUR), relevance=0.05)]) == ()


def test_words_count_in_another_form_and_in_the_title() -> None:
    other = replace(evidence("It was evaluated twice."), relevance=0.3, title="Lanterns")

    assert sufficient("How were lanterns evaluating?", [other]) == (other,)


def test_a_passage_without_the_words_speaks_for_itself_from_half_way() -> None:
    assert sufficient("Wann ist zu?", [replace(evidence(HARBOUR), relevance=0.49)]) == ()
    assert sufficient("Wann ist zu?", [replace(evidence(HARBOUR), relevance=0.5)]) != ()


def test_words_that_are_scattered_over_passages_do_not_add_up() -> None:
    whole = [replace(evidence("Lanterns of the northern lighthouse."), relevance=0.2)]
    apart = [replace(evidence(text), relevance=0.2) for text in ("Lanterns.", "Northern.", "Bees.")]

    assert overlap("northern lighthouse lanterns", whole) == 1
    assert overlap("northern lighthouse lanterns", apart) == pytest.approx(1 / 3)
    assert overlap("???", whole) == overlap("northern", []) == 0


def test_neither_words_nor_meaning_convince_alone_but_both_do() -> None:
    assert not convincing(words=0.7, meaning=0.0)
    assert not convincing(words=0.0, meaning=0.9)
    assert convincing(words=0.7, meaning=0.7)


def test_a_missing_word_makes_a_near_sentence_doubtful() -> None:
    """`Why do they reject it?`, asked of a page that says all about it, but of no rejecting."""
    assert convincing(words=0.50, meaning=0.65)
    assert not convincing(words=0.30, meaning=0.65)
