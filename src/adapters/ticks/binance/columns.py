"""Amounts of many trades at once, exact: eight decimals, read eight digits to a machine word."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from adapters.ticks.binance.words import PART, Words, digits, last_bytes, numbers

_NEWLINE, _POINT = 10, 46
_LONGEST: Final = 8
_PAD: Final = "\n" * 9
_WHOLE: Final = np.uint64(10**8)


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
    many = np.diff(ends) - (PART + 2)
    ends = ends[1:]
    points = np.frombuffer(raw, np.uint8)[ends - (PART + 1)]
    if many.min() < 1 or many.max() > _LONGEST or not (points == _POINT).all():
        return None
    words: Words = np.ndarray(len(raw) - 7, "<u8", raw, strides=(1,))
    part = digits(words[ends - PART], last_bytes(np.array(PART)))
    whole = digits(words[ends - (PART + 9)], last_bytes(many))
    if part is None or whole is None:
        return None
    units = numbers(whole) * _WHOLE + numbers(part)
    return units.tolist() if units.all() else None
