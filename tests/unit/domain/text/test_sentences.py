"""Where sentences begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.sentences import flowing, sentences


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="punctuation"),
        pytest.param("See e.g. this. Then that.", ["See e.g. this.", "Then that."], id="e.g."),
        pytest.param("J. Smith came. He left.", ["J. Smith came.", "He left."], id="initial"),
        pytest.param("See player X. For her", ["See player X.", "For her"], id="a letter's name"),
        pytest.param("Ask J. Theron now.", ["Ask J. Theron now."], id="initial of a surname"),
        pytest.param("It cost 3.5 units. Good.", ["It cost 3.5 units.", "Good."], id="decimal"),
        pytest.param("A line\nthat goes on. End", ["A line\nthat goes on.", "End"], id="wrapped"),
        pytest.param("Title\n\nBody text.", ["Title", "Body text."], id="empty line"),
        pytest.param("- one\n- two", ["- one", "- two"], id="list"),
        pytest.param('He said "no." Then', ['He said "no."', "Then"], id="closing quote"),
        pytest.param("Known. [1] Next.", ["Known. [1]", "Next."], id="marker"),
        pytest.param("Known [1]. Next.", ["Known [1].", "Next."], id="marker inside"),
        pytest.param("これは本。次です。", ["これは本。", "次です。"], id="no blanks"),
        pytest.param("   ", [], id="blank"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text())
def test_no_character_but_blanks_is_lost(text: str) -> None:
    kept = "".join("".join(cut(text)).split())

    assert kept == "".join(text.split())


@given(st.text())
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = list(sentences(text))

    assert all(one.start < one.end for one in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_megabyte_without_an_end_is_one_sentence() -> None:
    assert len(cut("a" * 1_000_000)) == 1


def test_flowing_text_has_its_split_words_made_whole() -> None:
    assert flowing("a frame-\nwork  of\nmany parts") == "a framework of many parts"
