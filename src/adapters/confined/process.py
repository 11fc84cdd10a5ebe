"""A child process that gets bytes, answers bytes, and is gone afterwards."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector, DefaultSelector, SelectorKey
from time import monotonic
from typing import BinaryIO

from application.errors import Unavailable

PIECE = 65_536
KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")
"""What a child gets of our environment, which may hold passwords and keys."""


class Overflow(Exception):
    """The process answered more than it may."""


@contextmanager
def started(module: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `python -m MODULE` in a group of its own; the whole group is killed at the end.

    Raises Unavailable when the system starts no process.
    """
    process = _begun(module, arguments)
    try:
        yield process
    finally:
        _end(process)


def _begun(module: str, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        return subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
            process_group=0,
        )
    except OSError as error:
        raise Unavailable("a process that reads files", str(error)) from error


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()


def exchanged(
    process: "subprocess.Popen[bytes]", given: bytes, into: BinaryIO, *, until: float, most: int
) -> None:
    """Write what is given, and what is answered into `into`, up to the end of both.

    Raises TimeoutError when the clock has come to `until`, Overflow for more than `most` bytes.
    """
    answered, rest = 0, memoryview(given)
    with DefaultSelector() as pipes:
        for pipe, event in ((process.stdin, EVENT_WRITE), (process.stdout, EVENT_READ)):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
                pipes.register(pipe, event, data=pipe)
        while pipes.get_map():
            for key, event in _ready(pipes, until):
                if event & EVENT_WRITE:
                    rest = _written(key.fd, rest)
                    is_over = not rest
                else:
                    piece = os.read(key.fd, PIECE)
                    answered += into.write(piece)
                    is_over = not piece
                if is_over:
                    pipes.unregister(key.fileobj)
                    key.data.close()
            if answered > most:
                raise Overflow


def _ready(pipes: BaseSelector, until: float) -> list[tuple[SelectorKey, int]]:
    left = until - monotonic()
    ready = pipes.select(left) if left > 0 else []
    if not ready:
        raise TimeoutError
    return ready


def _written(pipe: int, rest: memoryview) -> memoryview:
    """Write what fits and return the rest, nothing when nobody reads any more."""
    try:
        return rest[os.write(pipe, rest[:PIECE]) :]
    except BrokenPipeError:
        return rest[:0]
