"""Claims out of a stream."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conversations.claims import Claim, claims, parsed
from support.effort import assert_cheaper

TEXT = "The harbour opens at six [1]. It closes late, e.g. at ten [2][3]. Ada runs it. [1, 2]"
EXPECTED = [
    Claim("The harbour opens at six.", (1,)),
    Claim("It closes late, e.g. at ten.", (2, 3)),
    Claim("Ada runs it.", (1, 2)),
]


def test_each_sentence_keeps_the_numbers_behind_it() -> None:
    assert list(claims([TEXT])) == EXPECTED


@given(st.lists(st.integers(0, len(TEXT)), max_size=30))
def test_it_does_not_matter_how_the_stream_is_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(TEXT)]
    pieces = [TEXT[a:b] for a, b in pairwise(edges)]

    assert list(claims(pieces)) == EXPECTED


def test_a_claim_comes_before_the_next_is_finished() -> None:
    stream = claims(iter(["One is here [1]. ", "Two is", _never()]))

    assert next(stream) == Claim("One is here.", (1,))


def _never() -> str:
    return " coming"


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_silence_makes_no_claims(text: str) -> None:
    assert list(claims([text])) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(" " * 10_000 + "x", id="blanks"),
        pytest.param("x" + " " * 10_000 + ".x", id="blanks before a mark"),
        pytest.param("[1" + " " * 10_000 + "x", id="blanks in a marker"),
        pytest.param(" ." * 10_000 + "x", id="blanks and marks"),
        pytest.param("[" + "1," * 10_000, id="numbers"),
    ],
)
def test_a_sentence_that_a_model_filled_up_is_read_soon(sentence: str) -> None:
    assert_cheaper(0.2, lambda: parsed(sentence))
