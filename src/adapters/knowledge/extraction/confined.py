"""Files read in a process of their own, which may hang, burst or die without harm."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import pairwise
from typing import Annotated

import msgspec

from adapters.confined.answering import OutOfMemory, OutOfTime, answered
from adapters.confined.process import Overflow
from adapters.knowledge.extraction import clean, counted
from adapters.knowledge.extraction.limits import ORDINARY, Limits
from domain.knowledge.errors import (
    Encrypted,
    NeededTooMuchMemory,
    TookTooLong,
    TooLargeWhenRead,
    TooManyPages,
    UnfoldsTooFar,
    Unreadable,
)
from domain.knowledge.passage import Page

CHILD = "adapters.knowledge.extraction.child"
BYTES_A_CHARACTER, BYTES_BESIDES = 6, 4096
"""What JSON needs at most; a control character takes the most."""
LONGEST_DETAIL = 200


class Answer(msgspec.Struct):
    """What the child says: pages in their order, or the code of a refusal."""

    pages: list[tuple[Annotated[int, msgspec.Meta(ge=1)], str]] = []
    refused: str = ""
    detail: str = ""

    def __post_init__(self) -> None:
        if any(one[0] >= other[0] for one, other in pairwise(self.pages)):
            raise ValueError("the pages are not in their order")


@dataclass(frozen=True, slots=True)
class ConfinedTextExtractor:
    """A TextExtractor that has a fresh process do the work and trusts it with nothing.

    The process gets the file and none of our environment, and is gone when the call returns or
    raises. Whatever it does becomes pages or a kind of Unreadable within `limits.seconds`, twice
    that when it was ended from outside.
    """

    limits: Limits = ORDINARY
    module: str = CHILD

    def extract(self, content: bytes, media_type: str) -> Sequence[Page]:
        given = (media_type, json.dumps(asdict(self.limits)))
        most = BYTES_A_CHARACTER * self.limits.characters + BYTES_BESIDES
        try:
            answer = answered(self.module, given, content, self.limits, most=most, sink=BytesIO)
        except OutOfTime as why:
            raise TookTooLong(why.seconds) from None
        except OutOfMemory:
            raise NeededTooMuchMemory from None
        except Overflow:
            raise TooLargeWhenRead(self.limits.characters) from None
        return self._pages(answer.getvalue())

    def _pages(self, answer: bytes) -> Sequence[Page]:
        try:
            told = msgspec.json.decode(answer, type=Answer)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Unreadable("the file brought down the process that read it") from None
        if told.refused:
            raise self._refusal(told)
        return list(counted(told.pages, self.limits))

    def _refusal(self, told: Answer) -> Unreadable:
        known = {
            Encrypted.code: Encrypted(),
            TooManyPages.code: TooManyPages(self.limits.pages),
            TooLargeWhenRead.code: TooLargeWhenRead(self.limits.characters),
            UnfoldsTooFar.code: UnfoldsTooFar(self.limits.expansion),
            NeededTooMuchMemory.code: NeededTooMuchMemory(),
        }
        return known.get(told.refused) or Unreadable(clean(told.detail[:LONGEST_DETAIL]))
