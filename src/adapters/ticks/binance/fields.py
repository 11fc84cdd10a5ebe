"""What differs from frame to frame of one layout, read of all of them at once.

Every byte of every frame is looked at, as part of a fixed text or of what stands between two of
them. Where one byte is not as the layout has it nothing is returned, and nothing is said of which.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.ticks.binance.layouts import Layout, Places
from adapters.ticks.binance.messages import Content
from adapters.ticks.binance.words import PART, Words, digits, last_bytes, numbers, word

COMMA, POINT = b",."
_PAD: Final = bytes(128)
"""So that nothing that is looked at lies outside, whatever came."""
_AHEAD: Final = 3
"""Words before a text that are taken with it: what stands there has at most 24 bytes."""
_WINDOW: Final = (_AHEAD + 1) * PART
_TRUE, _FALSE = b"true", b"false"
_WHOLE: Final = np.uint64(10**PART)
_LEAST: Final = np.array([0, 0, *(10**more for more in range(1, 2 * PART))], np.uint64)
"""By how many digits a number has: one that is smaller has a 0 too many before it."""

np.empty(1 << 23, np.uint8)
"""Taken and freed: from then on glibc keeps so much that is freed, and twice that, for the next one
(mallopt(3), M_MMAP_THRESHOLD). To take pages anew for every batch costs as much as to read it.
"""


class Fields(NamedTuple):
    """What stands in so many frames.

    `names` are (stream, symbol) x frames x (three words with the text at their end, its length);
    of the others each has a row: numbers and amounts, which are whole numbers of 10^-8, as the
    layout has them.
    """

    names: Words
    written: Words
    flags: NDArray[np.bool_]


def fields(contents: Sequence[Content], joined: Sequence[bytes], layout: Layout) -> Fields | None:
    """Return what differs, or None unless each of the contents is written in this layout."""
    raw = b"".join([_PAD, *joined, _PAD])
    commas = np.flatnonzero(np.frombuffer(raw, np.uint8) == COMMA)
    if len(commas) != len(contents) * layout.total:
        return None
    places = _places(contents, commas, layout)
    windows = _windows(raw, places[layout.text] + layout.offsets)
    if ((windows[..., _AHEAD] & layout.masks) != layout.words).any():
        return None
    lengths = places[1:] - places[:-1] - layout.lengths[:-1]
    return _between(windows[layout.begins], lengths, layout)


def _places(contents: Sequence[Content], commas: Places, layout: Layout) -> Places:
    """Return where each text would have to begin, a row for each."""
    lengths = np.fromiter(map(len, contents), np.int64, len(contents))
    places = np.empty((len(layout.lengths), len(contents)), np.int64)
    ends = len(_PAD) + np.cumsum(lengths)
    np.subtract(ends, lengths, out=places[0])
    np.subtract(commas.reshape(-1, layout.total).T[layout.commas], layout.ahead, out=places[1:-1])
    np.subtract(ends, layout.lengths[-1], out=places[-1])
    return places


def _windows(raw: bytes, places: Places) -> Words:
    """Return three words before and one behind each place."""
    every = np.ndarray(len(raw) - _WINDOW, f"V{_WINDOW}", raw, strides=(1,))
    return every[places - _AHEAD * PART].view(np.uint64).reshape(*places.shape, _AHEAD + 1)


def _between(windows: Words, lengths: Places, layout: Layout) -> Fields | None:
    """Read what ends before the fourth word of each window and is so long."""
    if lengths.min() < 1 or lengths.max() > _AHEAD * PART:
        return None
    is_true = _flags(windows[layout.flags, :, _AHEAD - 1], lengths[layout.flags])
    written = _written(windows[layout.written], lengths[layout.written], layout.amounts)
    if is_true is None or written is None:
        return None
    return Fields(_names(windows[layout.names], lengths[layout.names]), written, is_true)


def _written(windows: Words, lengths: Places, amounts: NDArray[np.bool_]) -> Words | None:
    """Read numbers of at most 16 digits, and amounts: of at most eight, a point and eight."""
    first, high, last = np.ascontiguousarray(windows.transpose(2, 0, 1)[:_AHEAD])
    points = high[amounts]
    if (points >> np.uint64(56) != POINT).any():
        return None
    high[amounts] = points << np.uint64(8) | first[amounts] >> np.uint64(56)
    lengths = lengths - amounts[:, None]
    if lengths.max() > 2 * PART or lengths[amounts].min() <= PART:
        return None
    above = np.maximum(lengths, PART) - PART
    upper = digits(high, last_bytes(above))
    lower = digits(last, last_bytes(np.minimum(lengths, PART)))
    if upper is None or lower is None:
        return None
    made: Words = numbers(upper) * _WHOLE + numbers(lower)
    lengths[amounts] *= above[amounts] > 1  # "0" may stand alone before a point
    return None if (made < _LEAST[lengths]).any() else made


def _flags(last: Words, lengths: Places) -> NDArray[np.bool_] | None:
    found = last & last_bytes(np.minimum(lengths, PART))
    is_true, is_false = (
        (found == word(one.rjust(PART, b"\0"))) & (lengths == len(one)) for one in (_TRUE, _FALSE)
    )
    return is_true if (is_true | is_false).all() else None


def _names(windows: Words, lengths: Places) -> Words:
    for place in range(_AHEAD):
        beyond = (_AHEAD - 1 - place) * PART
        windows[..., place] &= last_bytes(np.minimum(np.maximum(lengths, beyond) - beyond, PART))
    windows[..., _AHEAD] = lengths
    return windows
