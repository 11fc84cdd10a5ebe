"""A connection that hands over all messages that came meanwhile at once.

`websockets` hands over each by itself, from its thread to ours; that takes as long as to read it.
"""

from collections.abc import Sequence
from itertools import groupby
from queue import Empty, SimpleQueue
from threading import Event
from time import sleep
from typing import Any, Final

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection

from adapters.ticks.binance.messages import Content

TEXT, BINARY = Opcode.TEXT, Opcode.BINARY
PARTS: Final = (TEXT, BINARY, Opcode.CONT)
MANY: Final = 50
GATHER_SECONDS: Final = 0.002
"""Once so many came together, further ones are let come: threads that take turns cost time."""


class Together(list[Content]):
    """Messages that were read from the socket at once, none of them in parts."""


class BurstConnection(ClientConnection):
    """For `connect(…, create_connection=BurstConnection)`: `recv_all` stands in place of `recv`.

    The thread that reads the socket waits while `max_queue` messages are not taken.
    """

    def __init__(
        self, socket: Any, protocol: ClientProtocol, *, max_queue: int, **named: Any
    ) -> None:
        self._came: SimpleQueue[list[Content] | None] = SimpleQueue()
        self._part, self._is_burst = bytearray(), False
        self._put, self._taken = 0, 0
        self._most, self._has_room, self._is_over = max_queue, Event(), False
        each = protocol.events_received
        protocol.events_received = lambda: together(each())  # type: ignore[method-assign]  # `connect` makes the protocol, and its thread asks it
        super().__init__(socket, protocol, **named)  # it starts the thread

    def recv_all(self, timeout: float) -> list[Content]:
        """Wait at most so long for the first; raises TimeoutError, and ConnectionClosed after all.

        Messages are as they came, binary or text.
        """
        if self._is_burst:
            sleep(GATHER_SECONDS)
        try:
            first = self._came.get(timeout=timeout)
        except Empty:
            raise TimeoutError from None
        messages = self._after(first)
        if not messages:
            self.recv_events_thread.join()
            messages = self._after(None)  # what came while another thread ended the connection
        if not messages:
            raise self.close_exc
        self._taken += len(messages)
        self._has_room.set()
        self._is_burst = len(messages) >= MANY
        return messages

    def untaken(self) -> int:
        """Return how many messages came and were not taken yet."""
        return self._put - self._taken

    def _after(self, first: list[Content] | None) -> list[Content]:
        """Return these messages and those behind them; the end stays where it is."""
        found = [first, *(self._came.get_nowait() for _ in range(self._came.qsize()))]
        if None in found:
            self._came.put(None)
        return [one for some in found if some is not None for one in some]

    def process_event(self, event: Any) -> None:
        if type(event) is Together:
            self._hand_over(event)
        elif isinstance(event, Frame) and event.opcode in PARTS:
            self._part += event.data
            if event.fin:
                self._hand_over([bytes(self._part)])
                self._part.clear()
        else:
            super().process_event(event)

    def close_socket(self) -> None:
        super().close_socket()
        self._is_over = True
        self._came.put(None)
        self._has_room.set()

    def _hand_over(self, messages: list[Content]) -> None:
        self._put += len(messages)
        self._came.put(messages)
        while self._is_full():
            self._has_room.clear()
            if self._is_full():
                self._has_room.wait()

    def _is_full(self) -> bool:
        return self.untaken() >= self._most and not self._is_over


def together(events: Sequence[Any]) -> list[Any]:
    """Return events in their order; whole messages that follow each other are one."""
    whole = _whole(events)
    if len(whole) == len(events):
        return [whole] if whole else []
    told: list[Any] = []
    for is_whole, group in groupby(events, lambda one: bool(_whole([one]))):
        some = [*group]
        told += [_whole(some)] if is_whole else some
    return told


def _whole(events: Sequence[Any]) -> Together:
    """Return the messages among them that stand in one frame each."""
    return Together(
        one.data  # type: ignore[misc]  # nothing that is received is a view
        for one in events
        if type(one) is Frame and one.fin and (one.opcode is TEXT or one.opcode is BINARY)
    )
