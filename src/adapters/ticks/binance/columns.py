"""Amounts of many trades at once, exact: eight decimals, read eight digits to a machine word.

The multiplications that make a number of eight digits follow D. Lemire, "Quickly parsing eight
digits" (2018), here for a whole array.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

_NEWLINE, _POINT = 10, 46
_PART, _LONGEST = 8, 8
_PAD: Final = "\n" * 9
_ZEROS: Final = np.uint64(0x3030303030303030)
_OVER_NINE: Final = np.uint64(0x7676767676767676)
_HIGH: Final = np.uint64(0x8080808080808080)
_PAIRS: Final = np.uint64(0x000000FF000000FF)
_WHOLE: Final = np.uint64(10**8)
_MASKS: Final = np.array(
    [(1 << 64) - (1 << 8 * (8 - digits)) for digits in range(9)], dtype=np.uint64
)


def amounts(texts: Sequence[str]) -> list[int] | None:
    """Return whole numbers of 10^-8, or None if not all are written `[1-9]?[0-9]{0,7}.[0-9]{8}`.

    None says nothing about the single text: `domain.ticks.amounts` judges it.
    """
    joined = _PAD + "\n".join(texts) + "\n"
    if not joined.isascii() or joined.count("\n0") != joined.count("\n0."):
        return None
    raw = joined.encode()
    ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == _NEWLINE)[len(_PAD) - 1 :]
    return _read(raw, ends) if len(ends) == len(texts) + 1 else None


def _read(raw: bytes, ends: NDArray[np.int64]) -> list[int] | None:
    digits = np.diff(ends) - (_PART + 2)
    ends = ends[1:]
    points = np.frombuffer(raw, np.uint8)[ends - (_PART + 1)]
    if digits.min() < 1 or digits.max() > _LONGEST or not (points == _POINT).all():
        return None
    words = np.ndarray(len(raw) - 7, "<u8", raw, strides=(1,))
    part = words[ends - _PART] ^ _ZEROS
    whole = (words[ends - (_PART + 9)] ^ _ZEROS) & _MASKS[digits]
    if not (_are_digits(part) and _are_digits(whole)):
        return None
    units = _number(whole) * _WHOLE + _number(part)
    return units.tolist() if units.all() else None


def _are_digits(word: Words) -> bool:
    return not (((word + _OVER_NINE) | word) & _HIGH).any()


def _number(word: Words) -> Words:
    """Return the number whose eight digits, the first in the lowest byte, stand in each word."""
    word = word * np.uint64(10) + (word >> np.uint64(8))
    even = (word & _PAIRS) * np.uint64(0x000F424000000064)
    odd = ((word >> np.uint64(16)) & _PAIRS) * np.uint64(0x0000271000000001)
    number: Words = (even + odd) >> np.uint64(32)
    return number
