"""How a frame of a combined stream is written: fixed texts, and between them what differs.

A layout is every byte of a frame, so a frame that has it is JSON, and has each member once.
"""

import re
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from adapters.ticks.binance.words import PART, first_bytes, word
from domain.ticks.market import Feed

Places = NDArray[np.int64]


class Kind(StrEnum):
    NAME = "name"
    NUMBER = "number"
    AMOUNT = "amount"
    FLAG = "flag"


_KINDS: Final = re.compile(f"<({'|'.join(Kind)})>")


class Layout:
    """Text `n` stands before the part `n` that differs, and one more at the end.

    Every text but the first and the last has a comma: `commas` says which of a frame's `total`
    the first one is, and `ahead` how far into the text. `lengths` are those of the texts.
    `names` and `flags` say which parts are that, `written` which are of digits, and
    `amounts` which of those are amounts.
    """

    def __init__(self, feed: Feed, written: str) -> None:
        parts = _KINDS.split(written)
        texts = [one.encode() for one in parts[::2]]
        before = np.cumsum([0, *(one.count(b",") for one in texts)])
        self.feed, kinds = feed, np.array(parts[1::2])
        self.names, self.flags = (np.flatnonzero(kinds == one) for one in (Kind.NAME, Kind.FLAG))
        self.written = np.flatnonzero((kinds == Kind.NUMBER) | (kinds == Kind.AMOUNT))
        self.amounts = kinds[self.written] == Kind.AMOUNT
        self.total = int(before[-1])
        self.lengths = np.array([*map(len, texts)])[:, None]
        self.commas = before[1:-2]
        self.ahead = np.array([one.index(b",") for one in texts[1:-1]])[:, None]
        self._cut(texts)

    def _cut(self, texts: list[bytes]) -> None:
        """Cut texts into words: of which `text` each is, how far into it, and what stands there.

        Those at `begins` are the first ones of the texts but the very first.
        """
        pieces = [
            (number, start, one[start : start + PART])
            for number, one in enumerate(texts)
            for start in range(0, len(one), PART)
        ]
        numbers, offsets, found = zip(*pieces, strict=True)
        self.text, self.offsets = np.array(numbers), np.array(offsets)[:, None]
        self.masks = first_bytes(np.array([*map(len, found)]))[:, None]
        self.words = np.array([*map(word, found)])[:, None]
        self.begins = np.flatnonzero(self.offsets[:, 0] == 0)[1:]


AGGREGATE: Final = Layout(
    Feed.AGGREGATES,
    '{"stream":"<name>@aggTrade","data":{"e":"aggTrade","E":<number>,"s":"<name>","a":<number>,'
    '"p":"<amount>","q":"<amount>","f":<number>,"l":<number>,"T":<number>,"m":<flag>,"M":<flag>}}',
)
FILL: Final = Layout(
    Feed.TRADES,
    '{"stream":"<name>@trade","data":{"e":"trade","E":<number>,"s":"<name>","t":<number>,'
    '"p":"<amount>","q":"<amount>","T":<number>,"m":<flag>,"M":<flag>}}',
)
