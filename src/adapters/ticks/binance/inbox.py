"""What came and was not taken yet: bounded, so that a socket waits and the memory does not grow."""

from collections import deque
from threading import Condition
from typing import Final

from adapters.ticks.binance.batches import Frame
from adapters.ticks.binance.pulse import Alive
from application.ticks.feed import Control

MOST: Final = 10_000
MOST_BYTES: Final = 8_000_000
Item = Frame | Control | Alive


class Inbox:
    """Several connections put, one collector takes."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._items: deque[Item] = deque()
        self._most, self._most_bytes = most, most_bytes
        self._bytes = 0
        self._changed = Condition()
        self._is_closed = False

    def put(self, item: Item) -> bool:
        """Wait for room, and put it; False once it is closed. Words about a connection fit always.

        A connection that waits here takes nothing from its socket. A sign of life that finds no
        room is left out: there will be another.
        """
        with self._changed:
            if isinstance(item, Alive) and not self._has_room():
                return True
            if isinstance(item, Frame):
                self._changed.wait_for(self._has_room)
                self._bytes += len(item.content)
            if not self._is_closed:
                self._items.append(item)
                self._changed.notify_all()
            return not self._is_closed

    def take(self, seconds: float, most: int) -> list[Item]:
        """Return the oldest items; wait at most so long for the first."""
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._is_closed, seconds)
            taken = [self._items.popleft() for _ in range(min(most, len(self._items)))]
            self._bytes -= sum(len(one.content) for one in taken if isinstance(one, Frame))
            if taken:
                self._changed.notify_all()
            return taken

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _has_room(self) -> bool:
        is_room = len(self._items) < self._most and self._bytes < self._most_bytes
        return is_room or self._is_closed
