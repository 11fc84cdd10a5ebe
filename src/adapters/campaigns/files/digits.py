"""Whole numbers out of bytes, many at once.

Eight digits are one 64-bit word, and three multiplications make a number of them; the idea is
D. Lemire's (https://lemire.me/blog/2022/01/21/swar-explained-parsing-eight-digits/).
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
WORD = 8
LONGEST = 2 * WORD
ZEROS = np.uint64(0x3030303030303030)
SIXES, HIGH = np.uint64(0x0606060606060606), np.uint64(0xF0F0F0F0F0F0F0F0)
KEPT = np.array([0, *((2**64 - (1 << 8 * (WORD - n))) for n in range(1, WORD + 1))], np.uint64)
"""Of a word, its last n bytes."""


def words_of(padded: bytes) -> Words:
    """Return the eight bytes from each place on."""
    words: Words = np.ndarray((len(padded) - WORD + 1,), "<u8", padded, 0, (1,))
    return words


def numbers(words: Words, starts: Ints, ends: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return what stands in bytes start to end, and whether it is 1 to 16 digits.

    At least WORD bytes stand before the first start.
    """
    sizes = ends - starts
    values, fine = _eight(words[ends - WORD], np.minimum(sizes, WORD))
    long = np.flatnonzero((sizes > WORD) & (sizes <= LONGEST))
    if len(long):
        more, also = _eight(words[ends[long] - LONGEST], sizes[long] - WORD)
        values[long] += more * 10**WORD
        fine[long] &= also
    return values, fine & (sizes > 0) & (sizes <= LONGEST)


def _eight(words: Words, sizes: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    digits = (words ^ ZEROS) & KEPT[sizes]
    fine = (((digits + SIXES) | digits) & HIGH) == 0
    digits = digits * np.uint64(10) + (digits >> np.uint64(8))
    digits &= np.uint64(0x00FF00FF00FF00FF)
    digits = digits * np.uint64(100) + (digits >> np.uint64(16))
    digits &= np.uint64(0x0000FFFF0000FFFF)
    digits = digits * np.uint64(10_000) + (digits >> np.uint64(32))
    return (digits & np.uint64(0xFFFFFFFF)).astype(np.int64), fine
