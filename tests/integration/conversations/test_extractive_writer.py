"""Which sentences of the evidence are chosen for which question, and what is never chosen."""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from adapters.conversations.extractive.candidates import candidates
from adapters.conversations.extractive.legible import legible
from adapters.conversations.extractive.writer import ExtractiveAnswerWriter
from domain.conversations.message import Role, Turn
from domain.knowledge.retrieval import Calibration, Vector
from support.briefs import brief, evidence

STARTERS = """\
3.1 Fermentation
Sourdough is a dough that is leavened by wild yeasts and lactic acid bacteria rather than by
baker's yeast [3, 14]. The starter was fed every 12 hours. We kept 48 cultures at 28 °C for
six weeks (Table 2). Because the bacteria lower the pH, spoilage moulds grow more slowly."""
MOULD = """\
Table 4: pH of starters
A 3.9 3.8 3.7 4.1 0.2
B 4.0 3.9 3.6 4.4 0.3
The mean pH fell from 5.8 to 3.9 within the first 24 hours. Mould growth was delayed by an aver-
age of four days compared with the control loaves. Hansen et al. (2015) kept loaves for longer."""
REFERENCES = """\
[1] M. Gobbi and A. Corsi. Sourdough is a fermented dough. Food Micro, 14(2):175–187, 1997.
[2] J. Smith, K. Miller. Wild yeasts in starters. In Proceedings of Baking, pages 12–19, 2003.
[3] L. De Vos. The sourdough microflora of northern bakeries. arXiv preprint, 2005."""
LIMITS = """\
5 Limitations
Our study has two limitations. First, all flour came from a single mill, so the results may not
carry over to other regions. Second, sensory quality was judged by only 14 volunteers."""


TRIAL = """\
The kneading trial had two bakers fold dough by hand, and both bakers knew of the kneading trial.
In the kneading trial both bakers wore the same gloves and aprons. At a moderate pace the crumb
stays even, and neither baker gains any volume."""


def answer(question: str, *history: Turn) -> str:
    asked = brief(STARTERS, MOULD, REFERENCES, LIMITS, question=question, history=history)
    return "".join(ExtractiveAnswerWriter().write(asked))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is sourdough?", "Sourdough is a dough that is leavened"),
        ("How often was the starter fed?", "The starter was fed every 12 hours. [1]"),
        ("How many cultures were kept?", "We kept 48 cultures at 28 °C for six weeks"),
        ("Why do moulds grow slowly?", "Because the bacteria lower the pH"),
        ("How long was mould growth delayed?", "delayed by an average of four days"),
        ("What are the weaknesses of the study?", "First, all flour came from a single mill"),
    ],
)
def test_the_sentence_that_answers_is_chosen(question: str, said: str) -> None:
    assert said in answer(question)


def test_where_a_question_looks_counts_for_less_than_what_it_asks() -> None:
    asked = brief(TRIAL, question="In the kneading trial, what happens at a middling pace?")

    written = "".join(ExtractiveAnswerWriter().write(asked))

    assert written.startswith("At a moderate pace the crumb")


@pytest.mark.parametrize("question", ["Who won the cup in 1998?", "???", "Why?", "the of and"])
def test_a_question_that_nothing_bears_on_gets_no_answer(question: str) -> None:
    assert answer(question) == ""


def test_a_follow_up_is_read_with_the_question_before_it() -> None:
    before = (Turn(Role.USER, "By how much was mould growth delayed?"), Turn(Role.ASSISTANT, "?"))
    assert "four days" in answer("And how long was it?", *before)
    assert answer("And how long was it?") == ""


def test_the_same_question_gets_the_same_answer() -> None:
    assert len({answer("What is sourdough?") for _ in range(5)}) == 1


def test_two_passages_that_say_the_same_are_quoted_once() -> None:
    asked = brief(STARTERS, STARTERS.replace("a dough", "the dough"), question="What is sourdough?")
    assert "".join(ExtractiveAnswerWriter().write(asked)).count("leavened") == 1


def test_headings_rows_and_bracketed_numbers_are_left_out_of_a_sentence() -> None:
    texts = [one.text for one in candidates([evidence(STARTERS), evidence(MOULD)])]
    assert texts[0].startswith("Sourdough is a dough")
    assert texts[0].endswith("baker's yeast.")
    assert "The mean pH fell from 5.8 to 3.9 within the first 24 hours." in texts
    assert "Hansen et al. (2015) kept loaves for longer." in texts


def test_a_list_of_references_is_never_quoted() -> None:
    assert candidates([evidence(REFERENCES)]) == []


@pytest.mark.parametrize(
    "debris",
    [
        "4.2 Results",
        "Three words here.",
        "Write to the first author at j.miller@example.org for all the data.",
        "Model A 0.91 1.22 1.61 Model B 0.80 1.10 1.49",
        "x i = f ( y j ) + g ( z k ) for all i",
        "Ada Lovelace, Charles Babbage, Mary Somerville, Augustus De Morgan",
        "© 2020 The authors, all rights reserved, printed in the Netherlands.",
        "L. Marsh and Y. Chen. Filtering for estuaries. arXiv preprint, 2015.",
        "| column | another column | a third column | the last column |",
    ],
)
def test_debris_is_no_sentence(debris: str) -> None:
    assert not legible(debris)


TO_THE_LETTER = Calibration(unrelated=0.0, related=1.0)


@dataclass(frozen=True, slots=True)
class SomewhatNear:
    """An embedder to which every text is this near to the first."""

    near: float
    name: str = "somewhat near"
    dimensions: int = 2
    calibration: Calibration = TO_THE_LETTER

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        other = array("f", (self.near, math.sqrt(1 - self.near**2)))
        return [array("f", (1.0, 0.0)), *(other for _ in texts[1:])]


def by_meaning(question: str, near: float) -> str:
    asked = brief(STARTERS, MOULD, LIMITS, question=question)
    return "".join(ExtractiveAnswerWriter(SomewhatNear(near)).write(asked))


PREMISE = "Which company patented the starter that was fed?"


def test_what_nobody_wrote_of_a_known_subject_is_not_answered() -> None:
    """The words that are there would do, but of a company and of patents there are none."""
    assert "The starter was fed" in answer(PREMISE)
    assert by_meaning(PREMISE, near=0.5) == ""
    assert "every 12 hours" in by_meaning("How often was the starter fed?", near=0.5)


def test_words_without_any_nearness_in_meaning_do_not_answer() -> None:
    assert by_meaning("How long was it with the starter and the loaves?", near=0.0) == ""


def test_a_paraphrase_answers_with_hardly_a_word_in_common() -> None:
    asked = "At what intervals did they give nourishment to it?"
    assert by_meaning(asked, near=0.84) == ""
    assert by_meaning(asked, near=0.86) != ""


def test_everyday_words_that_are_missing_say_nothing_against_an_answer() -> None:
    asked = "What actually happens instead, generally, that moulds grow slowly?"
    assert "lower the pH" in by_meaning(asked, near=0.5)


def test_a_greek_letter_is_found_by_its_name() -> None:
    asked = brief("Here ω governs how fast the second player learns.", question="What is omega?")
    assert "ω governs" in "".join(ExtractiveAnswerWriter().write(asked))
