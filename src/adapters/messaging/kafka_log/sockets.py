"""Sockets to the broker, each of which is closed, also those that kafka-python forgets."""

import socket
from selectors import DefaultSelector, SelectorKey
from typing import Any


class ClosingSelector(DefaultSelector):
    """Closes, when it is closed, every socket that it has watched.

    kafka-python 3.0.12 ends its loop by cancelling what waits there. A connection that is just
    being made, and one that closes but has something left to send, are dropped with their sockets
    open; so is one that is refused. The loop closes its selector last.
    """

    def __init__(self) -> None:
        super().__init__()
        self._met = set[socket.socket]()

    def register(self, fileobj: Any, events: int, data: Any = None) -> SelectorKey:
        if isinstance(fileobj, socket.socket) and fileobj not in self._met:
            self._let_go()
            self._met.add(fileobj)
        return super().register(fileobj, events, data)

    def close(self) -> None:
        super().close()
        while self._met:
            self._met.pop().close()

    def _let_go(self) -> None:
        """Forget those that are closed, and close those that never came to be connected.

        One that is waited for is registered; it leaves only in the step that connects or gives up.
        """
        for one in list(self._met):
            if one.fileno() >= 0 and (one in self.get_map() or _is_connected(one)):
                continue
            one.close()
            self._met.remove(one)


def _is_connected(one: socket.socket) -> bool:
    try:
        one.getpeername()
    except OSError:
        return False
    return True
