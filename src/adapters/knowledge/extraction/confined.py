"""Files read in a process of their own, which may hang, burst or die without harm."""

import json
import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from itertools import pairwise
from time import monotonic
from typing import Annotated

import msgspec

from adapters.knowledge.extraction import clean, counted
from adapters.knowledge.extraction.limits import ORDINARY, Limits
from adapters.knowledge.extraction.process import Overflow, exchanged, started
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
ATTEMPTS = 2
"""A process that others ended gets a second try: they may mean to end this one too."""
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGALRM}
OUT_OF_MEMORY = -signal.SIGABRT
"""How PDFium ends when it is refused memory; it does so too when it finds itself in disorder."""
FROM_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}
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


class EndedFromOutside(Exception):
    """Somebody, perhaps the system in want of memory, ended the process that read."""


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
        for _ in range(ATTEMPTS):
            try:
                return self._read(content, media_type)
            except EndedFromOutside:
                continue
        raise NeededTooMuchMemory

    def _read(self, content: bytes, media_type: str) -> Sequence[Page]:
        until = monotonic() + self.limits.seconds
        most = BYTES_A_CHARACTER * self.limits.characters + BYTES_BESIDES
        with self._child(media_type) as process:
            try:
                answer = exchanged(process, content, until=until, most=most)
                ended = process.wait(max(0.0, until - monotonic()))
            except (TimeoutError, subprocess.TimeoutExpired):
                raise TookTooLong(self.limits.seconds) from None
            except Overflow:
                raise TooLargeWhenRead(self.limits.characters) from None
        return self._pages(answer, ended)

    def _child(self, media_type: str) -> AbstractContextManager["subprocess.Popen[bytes]"]:
        limits = json.dumps(asdict(self.limits))
        return started(self.module, media_type, str(os.getpid()), limits)

    def _pages(self, answer: bytes, ended: int) -> Sequence[Page]:
        if ended in OUT_OF_TIME:
            raise TookTooLong(self.limits.cpu_seconds)
        if ended == OUT_OF_MEMORY:
            raise NeededTooMuchMemory
        if ended in FROM_OUTSIDE:
            raise EndedFromOutside
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
