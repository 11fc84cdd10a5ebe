"""Lines of a log on their way out."""

import os
from collections import deque
from dataclasses import dataclass, field
from threading import Lock
from typing import BinaryIO


@dataclass(slots=True)
class Lines:
    """Answers structlog: a line is written at once, or by whoever is writing just now.

    Each write gives the interpreter away. Threads that come meanwhile leave their lines to the one
    that writes, and go on; he goes on until none is left.
    """

    file: BinaryIO
    _waiting: deque[bytes] = field(default_factory=deque)
    _turn: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        os.register_at_fork(after_in_child=self._begin_anew)

    def msg(self, line: bytes) -> None:
        self._waiting.append(line + b"\n")
        while self._waiting and self._turn.acquire(blocking=False):
            try:
                self._write_all()
            finally:
                self._turn.release()

    log = debug = info = warn = warning = error = err = fatal = critical = failure = msg
    exception = msg

    def _write_all(self) -> None:
        lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
        self.file.write(b"".join(lines))
        self.file.flush()

    def _begin_anew(self) -> None:
        """Nobody writes in a process that was just forked, whoever did in its parent."""
        self._waiting, self._turn = deque(), Lock()
