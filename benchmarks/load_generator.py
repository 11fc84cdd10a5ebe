"""The load generator, a process of its own: so many connections, each with one request at a time.

One thread, raw sockets, and request bytes that are made once. It stops sending when its time is
over and reads what is still owed, so that every request is accounted for.
"""

import json
import re
import selectors
import socket
import sys
from dataclasses import dataclass
from time import perf_counter

from benchmarks.load import Load, Outcome

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
PATIENCE_SECONDS = 30.0


@dataclass(slots=True)
class Line:
    """One keep-alive connection."""

    socket: socket.socket
    began: float = 0.0
    held: bytes = b""

    def send(self, request: bytes) -> None:
        self.held, self.began = b"", perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """Return the answer once all of it is there."""
        read = self.socket.recv(65_536)
        if not read:
            raise ConnectionError(f"closed after {self.held!r}")
        self.held += read
        head, mark, body = self.held.partition(b"\r\n\r\n")
        length = LENGTH.search(head) if mark else None
        return self.held if length and len(body) >= int(length[1]) else None


def put(load: Load) -> Outcome:
    """Run the load and return what came of it; raises OSError when a connection breaks."""
    outcome, request = Outcome(), load.request()
    with selectors.DefaultSelector() as selector:
        lines = [connected(load, selector) for _ in range(load.connections)]
        began = perf_counter()
        for line in lines:
            line.send(request)
        owed = len(lines)
        while owed:
            ready = selector.select(PATIENCE_SECONDS)
            if not ready:
                raise TimeoutError(f"{owed} answers are owed")
            for key, _ in ready:
                if _is_over(key.data, request, outcome, until=began + load.seconds):
                    selector.unregister(key.fileobj)
                    owed -= 1
        outcome.seconds = perf_counter() - began
        for line in lines:
            line.socket.close()
    return outcome


def _is_over(line: Line, request: bytes, outcome: Outcome, *, until: float) -> bool:
    """Take in what came, and send again unless the time is over."""
    answer = line.receive()
    if answer is None:
        return False
    now = perf_counter()
    outcome.latencies.append(now - line.began)
    outcome.count(answer)
    if now < until:
        line.send(request)
    return now >= until


def connected(load: Load, selector: selectors.BaseSelector) -> Line:
    line = Line(socket.create_connection(("127.0.0.1", load.port), PATIENCE_SECONDS))
    line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    selector.register(line.socket, selectors.EVENT_READ, line)
    return line


if __name__ == "__main__":
    print(json.dumps(put(Load(**json.loads(sys.argv[1]))).report()))
