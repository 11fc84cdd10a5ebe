"""A way through TCP that can become a black hole: connections stay, and nothing comes of them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

AT_ONCE = 65_536


class TcpPass:
    """`swallow` makes holes of the connections that there are; later ones pass."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._hole = Event()
        self._open: list[socket.socket] = []
        self.passed = 0

    @property
    def port(self) -> int:
        return int(self._server.getsockname()[1])

    def swallow(self) -> None:
        self._hole.set()
        self._hole = Event()

    def serve(self) -> None:
        with suppress(OSError):  # it was closed
            while True:
                near, _ = self._server.accept()
                far = socket.create_connection(self._target)
                self._open += [near, far]
                self.passed += 1
                for ends in ((near, far), (far, near)):
                    Thread(target=_pass, args=(*ends, self._hole), daemon=True).start()

    def close(self) -> None:
        for one in (self._server, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


def _pass(source: socket.socket, sink: socket.socket, hole: Event) -> None:
    with suppress(OSError):
        while content := source.recv(AT_ONCE):
            if not hole.is_set():
                sink.sendall(content)
        if not hole.is_set():
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def tcp_pass(port: int) -> Iterator[TcpPass]:
    passing = TcpPass(port)
    Thread(target=passing.serve, daemon=True).start()
    try:
        yield passing
    finally:
        passing.close()
