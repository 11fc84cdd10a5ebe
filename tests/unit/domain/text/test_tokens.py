"""Estimates of tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("The harbour opens every day at six in the morning.", 10, 20),
        ("1234567890", 10, 10),
        ("横浜の港", 6, 6),
        ("Гавань", 6, 6),
        ("aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQ", 20, 48),
        ("\ud800", 1, 1),
    ],
)
def test_an_estimate_is_near_what_models_count_and_above(text: str, least: int, most: int) -> None:
    assert least <= tokens(text) <= most


@given(st.text(), st.text())
def test_more_text_never_costs_less(one: str, other: str) -> None:
    assert max(tokens(one), tokens(other)) <= tokens(one + other)


@given(st.text(min_size=1))
def test_no_text_is_free(text: str) -> None:
    assert len(text) / 3 <= tokens(text) <= 2 * len(text)
