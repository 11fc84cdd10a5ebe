"""The application in memory on a port of this machine, with a worker beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from werkzeug.serving import WSGIRequestHandler, make_server

from entrypoints.testing import Portico

REST_SECONDS = 0.03


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing; what went wrong is seen in the browser."""


@contextmanager
def serving(portico: Portico) -> Iterator[str]:
    """Serve it until the block ends; yields its URL."""
    stop = Event()
    server = make_server("127.0.0.1", 0, portico.app, threaded=True, request_handler=Quiet)
    threads = [
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True),
        Thread(target=_work, args=(portico, stop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        stop.set()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()


def _work(portico: Portico, stop: Event) -> None:
    while not stop.wait(REST_SECONDS):
        portico.work()
