"""Check digits and dates, the arithmetic that national ids share."""

from collections.abc import Sequence
from operator import mul

VERHOEFF = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
TURNED = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
FEWEST_DIFFERENT = 3
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def weighed(digits: str, weights: Sequence[int]) -> int:
    return sum(map(mul, map(int, digits), weights))


def is_verhoeff(digits: str) -> bool:
    """Return whether the last digit is right by the dihedral group (Verhoeff, 1969)."""
    state = 0
    for at, digit in enumerate(reversed(digits)):
        state = int(VERHOEFF[state][int(TURNED[at % 8][int(digit)])])
    return state == 0


def is_mod_11_10(digits: str) -> bool:
    """Return whether the last digit is right by ISO/IEC 7064, MOD 11,10."""
    state = 10
    for digit in digits[:-1]:
        state = ((int(digit) + state) % 10 or 10) * 2 % 11
    return (state + int(digits[-1])) % 10 == 1


def is_day(month: str, day: str) -> bool:
    """Return whether there is such a day in some year."""
    if not (month + day).isdigit():
        return False
    return 1 <= int(month) <= len(DAYS) and 1 <= int(day) <= DAYS[int(month) - 1]


def is_varied(digits: str) -> bool:
    return len(set(digits)) >= FEWEST_DIFFERENT
