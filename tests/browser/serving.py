"""Applications in memory on ports of this machine, each with a worker beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

from entrypoints.testing import Portico

REST_SECONDS = 0.03
LEFT = "/left"
FORGETTING = "<!doctype html><script>sessionStorage.clear(); localStorage.clear()</script>"
"""Where a tab goes when a test is over: the next test may be served at the same address."""


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    """As in production: a page asks for dozens of files, and needs no connection for each."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing; what went wrong is seen in the browser."""


class Door:
    """A port at which one application after the other is served.

    A browser keeps what it knows of scripts, and the process that runs them, for an address.
    """

    def __init__(self) -> None:
        self._behind: Portico | None = None
        self._server = make_server("127.0.0.1", 0, self, threaded=True, request_handler=Quiet)
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __call__(self, environ: dict[str, Any], respond: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the application does that is served now."""
        if self._behind and environ["PATH_INFO"] != LEFT:
            return self._behind.app(environ, respond)
        return Response(FORGETTING, content_type="text/html")(environ, respond)

    @contextmanager
    def serving(self, portico: Portico) -> Iterator[str]:
        """Serve it until the block ends; yields its URL."""
        stop = Event()
        worker = Thread(target=_work, args=(portico, stop), daemon=True)
        worker.start()
        self._behind = portico
        try:
            yield self.url
        finally:
            self._behind = None
            stop.set()
            worker.join()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _work(portico: Portico, stop: Event) -> None:
    while not stop.wait(REST_SECONDS):
        portico.work()
