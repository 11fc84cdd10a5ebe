"""What words the keyword leg reads in a text."""

import pytest

from adapters.knowledge.file_index.analysis import analyser, query_terms


def terms(text: str) -> list[str]:
    return query_terms(analyser(), text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Laurier's nickname", "Laurier nickname"),
        ("the LAURIER’S nickname", "laurier nickname"),
        ("they don't know", "they don know"),
        ("what NGOs and CFOs want", "NGO CFO want"),
        ("O'Neil's café", "o neil cafe"),
    ],
)
def test_an_ending_makes_no_other_word(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize("letter", ["D", "T", "S", "M", "B", "x"])
def test_a_letter_that_stands_alone_is_a_word(letter: str) -> None:
    assert terms(f"vitamin {letter}") == [*terms("vitamin"), letter.lower()]


def test_an_s_that_ends_a_word_in_capitals_is_its_own() -> None:
    assert terms("USS") == ["uss"]
    assert terms("gas") == ["gas"]
