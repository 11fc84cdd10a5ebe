"""The times of a batch, read together."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from domain.events.moments import LENGTHS, moment
from domain.events.unfit import Unfit


class _Wrong(Enum):
    WRONG = "wrong"


WRONG: Final = _Wrong.WRONG
"""Stands for a text that is no time."""
Read: TypeAlias = datetime | Literal[_Wrong.WRONG] | None
_Times = list[Annotated[datetime, msgspec.Meta(tz=True)] | None]


def read_all(texts: Sequence[str | None]) -> Sequence[Read]:
    """Return the times; msgspec reads those that all readers of RFC 3339 read alike.

    It rounds where there are more than six decimals, and takes a space and zones without a colon:
    of these lengths, with one Z each and no space, there is no such text.
    """
    told = [text for text in texts if text is not None]
    if not told:
        return [None] * len(texts)
    joined = "".join(told)
    if joined.count("Z") == len(told) and " " not in joined and LENGTHS.issuperset(map(len, told)):
        with suppress(msgspec.ValidationError):
            return msgspec.convert(texts, _Times)
    return [read(text) for text in texts]


def read(text: str | None) -> Read:
    try:
        return None if text is None else moment(text)
    except Unfit:
        return WRONG
