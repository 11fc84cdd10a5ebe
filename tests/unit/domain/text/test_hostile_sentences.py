"""Texts that are made to be slow to cut: what each costs grows with its length alone."""

import pytest

from domain.text.sentences import flowing, sentences
from support.effort import assert_cheaper

SECONDS = 0.2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("!" * 10_000 + "x", id="marks"),
        pytest.param("x" + ".?" * 5_000 + "x", id="marks of two kinds"),
        pytest.param("。" * 50_000 + "x", id="full stops of another script"),
        pytest.param(" " * 10_000 + "a. " * 5_000, id="initials behind blanks"),
        pytest.param("1." * 5_000 + "1 " + "a. " * 5_000, id="initials behind a number"),
        pytest.param("\n" * 50_000, id="empty lines"),
        pytest.param("." + "'" * 50_000 + "x", id="quotes"),
    ],
)
def test_it_is_cut_soon(text: str) -> None:
    assert_cheaper(SECONDS, lambda: list(sentences(text)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a-" + "\n" * 10_000, id="line breaks"),
        pytest.param("a-" + " " * 10_000, id="blanks"),
        pytest.param("a-\n" * 10_000, id="hyphens"),
    ],
)
def test_words_that_were_split_are_made_whole_soon(text: str) -> None:
    assert_cheaper(SECONDS, lambda: flowing(text))
