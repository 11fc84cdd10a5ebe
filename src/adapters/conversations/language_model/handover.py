"""Pieces on their way from a thread that is called back to a generator that is asked."""

from __future__ import annotations

from collections import deque
from threading import Condition

from adapters.language_model.wire import Cut

MOST_WAITING = 64


class Silence(TimeoutError):
    """Nothing came for as long as the reader was ready to wait."""


class Handover:
    """A bounded queue that either side may end: one with an outcome, the other by leaving."""

    def __init__(self) -> None:
        self._pieces: deque[str] = deque()
        self._changed = Condition()
        self._left = False
        self._ended = False
        self._error: Exception | None = None

    def put(self, piece: str) -> None:
        """Wait for room; raises Cut once the reader has left."""
        with self._changed:
            self._changed.wait_for(lambda: self._left or len(self._pieces) < MOST_WAITING)
            if self._left:
                raise Cut
            self._pieces.append(piece)
            self._changed.notify_all()

    def end(self, error: Exception | None) -> None:
        with self._changed:
            self._ended, self._error = True, error
            self._changed.notify_all()

    def take(self, patience: float) -> str | None:
        """Return the next piece, or None after the last.

        Raises what the writer ended with, and Silence after so many seconds without a piece.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._pieces or self._ended, patience):
                raise Silence
            if self._pieces:
                self._changed.notify_all()
                return self._pieces.popleft()
            if self._error is not None:
                raise self._error
            return None

    def leave(self) -> None:
        with self._changed:
            self._left = True
            self._changed.notify_all()
