"""Prices and quantities keep their digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ticks.amounts import MOST, amount, total, written
from domain.ticks.errors import AmountMalformed

WHOLE = st.integers(0, MOST // 10**8 - 1).map(str)
PART = st.text("0123456789", min_size=1, max_size=8)


@given(WHOLE, st.none() | PART)
def test_an_amount_comes_back_byte_for_byte(whole: str, part: str | None) -> None:
    text = whole if part is None else f"{whole}.{part}"
    if not text.strip("0."):
        return
    units, decimals = amount(text)
    assert written(units, decimals) == text


def test_an_amount_is_a_whole_number_of_the_smallest_unit() -> None:
    assert amount("58001.03000000") == (5_800_103_000_000, 8)
    assert amount("0.5") == (50_000_000, 1)
    assert amount("7") == (700_000_000, 0)
    assert amount("92233720368.54775807") == (MOST, 8)


@pytest.mark.parametrize(
    "told",
    [
        "", "0", "0.00000000", "-1", "+1", "1e-8", "NaN", "Infinity", "1.", ".5", "01", "1,5",
        " 1", "1 ", "1\n", "1.000000000", "1" * 30, "92233720368.54775808", "\uff11", "\u0661.5",
        "1_0", 1, 1.5, None, True, b"1",
    ],
    ids=repr,
)  # fmt: skip
def test_anything_else_is_refused(told: object) -> None:
    with pytest.raises(AmountMalformed):
        amount(told)


def test_a_sum_of_amounts_may_be_more_than_one_amount() -> None:
    assert total("92233720368.54775808") == MOST + 1
    assert total("0.00000000") == 0
    assert total("1" * 30 + ".00000001") == int("1" * 30) * 10**8 + 1


@pytest.mark.parametrize("told", ["", "1", "1.5", "-1.00000000", "1e9", "1" * 31 + ".00000000", 1])
def test_what_is_no_sum_of_amounts_is_refused(told: object) -> None:
    with pytest.raises(AmountMalformed):
        total(told)
