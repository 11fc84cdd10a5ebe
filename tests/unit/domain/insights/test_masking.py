"""Personal data leaves no text unmasked, and comes back exactly."""

import unicodedata
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.insights.masking import masks_for

TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["Jedi", "jedi", "José", "ada@example.com", "+84 912 345 678", "[[NAME-1-s0]]", "[[", "]]",
         " ", "s0", "İ", "ß", "\n", "NAME-1", "张伟在家"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def salts() -> Iterator[str]:
    return map("s{}".format, count())


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=4), st.lists(st.text(min_size=1, max_size=9), max_size=2))
def test_a_round_trip_is_exact(texts: list[str], known: list[str]) -> None:
    masks = masks_for(texts, ("Jedi", *known), salts())
    assert [masks.unmask(masks.mask(one)) for one in texts] == texts


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Dear JEDI, jedi and Jedi's.", "Jedi"),
        ("Dear Santa  Claus,", "Santa Claus"),
        ("José und " + unicodedata.normalize("NFD", "José"), "José"),
        ("张伟在家", "张伟"),
    ],
)
def test_a_name_is_hidden_however_it_is_written(text: str, known: str) -> None:
    masked = masks_for([text], [known], salts()).mask(text)
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, known).casefold()
        assert name not in masked.casefold()
    assert "Claus" not in masked


def test_a_name_inside_a_word_is_no_name() -> None:
    assert masks_for(["Also Alan"], ["Al"], salts()).mask("Also Alan") == "Also Alan"


def test_a_name_that_stands_alone_once_is_hidden_inside_words_too() -> None:
    text = "Jedi wrote; ourJedi2 did not."
    masks = masks_for([text], ["Jedi"], salts())
    assert masks.mask(text) == "[[NAME-1-s0]] wrote; our[[NAME-1-s0]]2 did not."


def test_what_looks_personal_is_hidden_without_being_known() -> None:
    text = "Write to ada@example.com or ring +84 912 345 678."
    masked = masks_for([text], [], salts()).mask(text)
    assert "ada" not in masked
    assert "912" not in masked


def test_one_value_has_one_token_in_every_text() -> None:
    texts = ["Jedi wrote.", "We like Jedi, and jedi."]
    masks = masks_for(texts, ["Jedi"], salts())
    assert masks.mask(texts[0]) == "[[NAME-1-s0]] wrote."
    assert masks.mask(texts[1]) == "We like [[NAME-1-s0]], and [[NAME-2-s0]]."
    assert masks.counts == {"name": 2}


def test_a_token_that_stood_there_before_is_left_alone() -> None:
    text = "Jedi said [[NAME-1-s0]]."
    masks = masks_for([text], ["Jedi"], salts())
    assert masks.salt == "s1"
    assert masks.mask(text) == "[[NAME-1-s1]] said [[NAME-1-s0]]."
    assert masks.unmask("[[NAME-2-s1]]") == "[[NAME-2-s1]]"


def test_what_is_left_of_a_token_is_noticed() -> None:
    masks = masks_for(["Jedi"], ["Jedi"], salts())
    assert masks.spoilt(masks.unmask("[NAME-1-s0]"))
    assert not masks.spoilt(masks.unmask("[[NAME-1-s0]]"))


def test_dates_and_numbers_of_a_record_are_not_hidden() -> None:
    text = "The last of 12 interactions was on 17 February 2020 by Email, about Drug Efficacy."
    assert masks_for([text], [], salts()).mask(text) == text
