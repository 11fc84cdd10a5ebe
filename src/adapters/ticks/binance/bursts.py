"""A connection that hands over all messages that came meanwhile at once.

`websockets` hands over each by itself, from its thread to ours; that takes as long as to read it.
"""

from queue import Empty, SimpleQueue
from threading import Event
from time import sleep
from typing import Any, Final

from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection

TEXT, BINARY, CONT = Opcode.TEXT, Opcode.BINARY, Opcode.CONT

MANY: Final = 50
GATHER_SECONDS: Final = 0.002
"""Once so many came together, further ones are let come: threads that take turns cost time."""


class BurstConnection(ClientConnection):
    """For `connect(…, create_connection=BurstConnection)`: `recv_all` stands in place of `recv`.

    The thread that reads the socket waits while `max_queue` messages are not taken.
    """

    def __init__(self, *given: Any, max_queue: int, **named: Any) -> None:
        self._came: SimpleQueue[bytes | None] = SimpleQueue()
        self._put = self._came.put
        self._part, self._is_burst = bytearray(), False
        self._most, self._has_room, self._is_over = max_queue, Event(), False
        super().__init__(*given, **named)  # it starts the thread

    def recv_all(self, timeout: float) -> list[bytes]:
        """Wait at most so long for the first; raises TimeoutError, and ConnectionClosed after all.

        Messages are as they came, binary or text.
        """
        if self._is_burst:
            sleep(GATHER_SECONDS)
        try:
            found = [self._came.get(timeout=timeout)]
        except Empty:
            raise TimeoutError from None
        found.extend(self._came.get_nowait() for _ in range(self._came.qsize()))
        self._has_room.set()
        self._is_burst = len(found) >= MANY
        messages = [one for one in found if one is not None]
        if len(messages) < len(found):
            self._came.put(None)
        if not messages:
            self.recv_events_thread.join()
            messages = self._left()
        if not messages:
            raise self.close_exc
        return messages

    def _left(self) -> list[bytes]:
        """Return what came while another thread ended the connection."""
        found = [self._came.get_nowait() for _ in range(self._came.qsize())]
        self._came.put(None)
        return [one for one in found if one is not None]

    def process_event(self, event: Any) -> None:
        if self.response is None:  # nothing came yet: the answer to the handshake
            super().process_event(event)
        elif (opcode := event.opcode) is TEXT or opcode is BINARY or opcode is CONT:
            if event.fin and not self._part:
                self._put(bytes(event.data))
            else:
                self._join(event)
            if self._came.qsize() >= self._most:
                self._wait()
        else:
            super().process_event(event)

    def close_socket(self) -> None:
        super().close_socket()
        self._is_over = True
        self._came.put(None)
        self._has_room.set()

    def _join(self, frame: Frame) -> None:
        self._part += frame.data
        if frame.fin:
            self._came.put(bytes(self._part))
            self._part.clear()

    def _wait(self) -> None:
        while self._came.qsize() >= self._most and not self._is_over:
            self._has_room.clear()
            if self._came.qsize() >= self._most and not self._is_over:
                self._has_room.wait()
