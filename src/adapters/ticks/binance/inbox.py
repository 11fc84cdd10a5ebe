"""What came and was not taken yet: bounded, so that a socket waits and the memory does not grow."""

from collections import deque
from collections.abc import Sequence
from threading import Condition
from typing import Final

from adapters.ticks.binance.batches import Burst
from adapters.ticks.binance.pulse import Alive
from application.ticks.feed import Control

MOST: Final = 10_000
MOST_BYTES: Final = 8_000_000
MANY: Final = 200
GATHER_SECONDS: Final = 0.01
"""Once so many came together, further ones are let come: they are read at once for less."""
Item = Burst | Control | Alive


class Inbox:
    """Several connections put, one collector takes."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._items: deque[Item] = deque()
        self._most, self._most_bytes = most, most_bytes
        self._messages = self._bytes = 0
        self._changed = Condition()
        self._is_closed = self._is_burst = False

    def put(self, item: Control | Alive) -> bool:
        """Put what is told about a connection, which fits always; False once it is closed.

        A sign of life that finds no room is left out: there will be another.
        """
        with self._changed:
            if not self._is_closed and (isinstance(item, Control) or self._has_room()):
                self._add(item)
            return not self._is_closed

    def put_all(self, bursts: Sequence[Burst]) -> bool:
        """Put messages, and wait while there is no room for more; False once it is closed.

        A connection that waits here takes nothing from its socket.
        """
        with self._changed:
            for burst in bursts:
                self._changed.wait_for(self._has_room)
                if self._is_closed:
                    return False
                self._add(burst)
            return not self._is_closed

    def take(self, seconds: float, most: int) -> list[Item]:
        """Return the oldest items, with about so many messages; wait at most so long for one."""
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._is_closed, seconds)
            if self._is_burst:
                self._changed.wait_for(lambda: self._has_enough(most), GATHER_SECONDS)
            self._is_burst = self._messages >= MANY
            taken, left = list[Item](), self._messages - most
            while self._items and self._messages > left:
                taken.append(self._items.popleft())
                self._count(taken[-1], -1)
            if taken:
                self._changed.notify_all()
            return taken

    def _add(self, item: Item) -> None:
        self._items.append(item)
        self._count(item, 1)
        self._changed.notify_all()

    def _count(self, item: Item, sign: int) -> None:
        if isinstance(item, Burst):
            self._messages += sign * len(item.contents)
            self._bytes += sign * len(item.joined)
        else:
            self._messages += sign

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _has_enough(self, messages: int) -> bool:
        return self._messages >= messages or not self._has_room() or self._is_closed

    def _has_room(self) -> bool:
        is_room = self._messages < self._most and self._bytes < self._most_bytes
        return is_room or self._is_closed
