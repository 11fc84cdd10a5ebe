"""One number is written one way."""

import pytest

from domain.events.normalising.phones import e164, of_number

WRITTEN = (
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "84912345678",
    "+84912345678",
    "+84 (0)912-345-678",
    "00 84 912 345 678",
    "(+84) 912 345 678",
    "０９１２３４５６７８",
    " 0912-345-678 ",
)


@pytest.mark.parametrize("written", WRITTEN)
def test_one_vietnamese_number_however_written(written: str) -> None:
    assert e164(written) == "+84912345678"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0169 123 4567", "+84391234567"),
        ("01201234567", "+84701234567"),
        ("+84 121 123 4567", "+84791234567"),
        ("0123-123-4567", "+84831234567"),
        ("84127 123 4567", "+84811234567"),
        ("01861234567", "+84561234567"),
        ("01991234567", "+84591234567"),
    ],
)
def test_a_number_of_eleven_digits_has_moved(old: str, new: str) -> None:
    assert e164(old) == new


@pytest.mark.parametrize("written", ["024 3825 1234", "(024) 38251234", "+84 24 3825 1234"])
def test_a_landline_keeps_its_area(written: str) -> None:
    assert e164(written) == "+842438251234"


def test_a_number_from_abroad_keeps_its_country() -> None:
    assert e164("+1 (415) 555-0132") == "+14155550132"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12",
        "0812",
        "0112345678",
        "912345678",
        "+84 912 345",
        "+8491234567890",
        "hello",
        "0912345678x9",
        "2026-11-21",
    ],
)
def test_what_is_no_whole_number_is_left(written: str) -> None:
    assert e164(written) is None


def test_a_number_typed_as_one_lost_its_zero() -> None:
    assert of_number(912345678) == of_number(84912345678) == "+84912345678"
    assert of_number(5) is None
