"""Texts eight bytes to a machine word, the first byte in the lowest: many at once, exactly.

The multiplications that make a number of eight digits follow D. Lemire, "Quickly parsing eight
digits" (2018), here for a whole array.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
PART: Final = 8
_ZEROS: Final = np.uint64(0x3030303030303030)
_OVER_NINE: Final = np.uint64(0x7676767676767676)
_HIGH: Final = np.uint64(0x8080808080808080)
_PAIRS: Final = np.uint64(0x000000FF000000FF)
_FIRST: Final = np.array([(1 << 8 * many) - 1 for many in range(PART + 1)], np.uint64)
_LAST: Final = ~_FIRST[::-1]


def word(text: bytes) -> np.uint64:
    """Return at most eight bytes as the first ones of a word."""
    return np.uint64(int.from_bytes(text, "little"))


def first_bytes(many: NDArray[Any]) -> Words:
    """Return masks of so many first bytes of a word, 0 to 8."""
    masks: Words = _FIRST[many]
    return masks


def last_bytes(many: NDArray[Any]) -> Words:
    """Return masks of so many last bytes of a word, 0 to 8."""
    masks: Words = _LAST[many]
    return masks


def digits(words: Words, masks: Words) -> Words | None:
    """Return what bytes are above "0", where the masks are, and 0 elsewhere.

    None unless all of those are digits.
    """
    found: Words = (words ^ _ZEROS) & masks
    return None if (((found + _OVER_NINE) | found) & _HIGH).any() else found


def numbers(found: Words) -> Words:
    """Return the numbers that eight digits make, each a byte."""
    found = found * np.uint64(10) + (found >> np.uint64(8))
    even = (found & _PAIRS) * np.uint64(0x000F424000000064)
    odd = ((found >> np.uint64(16)) & _PAIRS) * np.uint64(0x0000271000000001)
    made: Words = (even + odd) >> np.uint64(32)
    return made
