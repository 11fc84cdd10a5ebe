"""Have a fresh process read a file, and tell how it ended."""

import os
import signal
import subprocess
from collections.abc import Callable
from time import monotonic
from typing import BinaryIO, TypeVar

from adapters.confined.bounds import Bounds
from adapters.confined.process import exchanged, started

Sink = TypeVar("Sink", bound=BinaryIO)
ATTEMPTS = 2
"""A process that others ended gets a second try: they may mean to end this one too."""
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGALRM}
OUT_OF_MEMORY = -signal.SIGABRT
"""How PDFium ends when it is refused memory; it does so too when it finds itself in disorder."""
FROM_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


class OutOfTime(Exception):
    """Reading did not come to an end within these seconds."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds


class OutOfMemory(Exception):
    """Reading needs more memory than it may have, or somebody ended the process twice."""


class _EndedFromOutside(Exception):
    """Somebody, perhaps the system in want of memory, ended the process that read."""


def answered(
    module: str,
    arguments: tuple[str, str],
    content: bytes,
    bounds: Bounds,
    *,
    most: int,
    sink: Callable[[], Sink],
) -> Sink:
    """Run `python -m MODULE KIND PARENT LIMITS` over the content and return what it answered.

    `arguments` are the kind and the limits. The process gets the file and none of our environment,
    and is gone when the call returns or raises. Raises OutOfTime, OutOfMemory, and Overflow for
    more than `most` bytes, within `bounds.seconds`, twice that when it was ended from outside.
    """
    for _ in range(ATTEMPTS):
        into = sink()
        try:
            _once(module, arguments, content, bounds, most, into)
        except _EndedFromOutside:
            into.close()
        except BaseException:
            into.close()
            raise
        else:
            return into
    raise OutOfMemory


def _once(
    module: str,
    arguments: tuple[str, str],
    content: bytes,
    bounds: Bounds,
    most: int,
    into: BinaryIO,
) -> None:
    until = monotonic() + bounds.seconds
    kind, limits = arguments
    with started(module, kind, str(os.getpid()), limits) as process:
        try:
            exchanged(process, content, into, until=until, most=most)
            ended = process.wait(max(0.0, until - monotonic()))
        except (TimeoutError, subprocess.TimeoutExpired):
            raise OutOfTime(bounds.seconds) from None
    if ended in OUT_OF_TIME:
        raise OutOfTime(bounds.cpu_seconds)
    if ended == OUT_OF_MEMORY:
        raise OutOfMemory
    if ended in FROM_OUTSIDE:
        raise _EndedFromOutside
