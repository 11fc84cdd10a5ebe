"""Let short requests through one by one, while the database is one of this process's own files.

Python runs one thread at a time. Threads that share it give it up at every statement to SQLite and
fight to get it back: 16 connections that start conversations got 583 answers a second from one
thread, and 394 from 32. What waits or computes for longer does not queue here.
"""

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_WAIT_SECONDS = 0.05
"""Then a request goes ahead, so that none that is stuck can hold up the others for long."""
SHORT_BODY = 65_536
PATIENT = ("/messages", "/search")
"""Paths that wait for an answer, or compute where the interpreter is not needed."""


class Turnstile:
    """A WSGI application around another (PEP 3333). What is streamed, is streamed outside."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app
        self._turn = Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if not is_short(environ) or not self._turn.acquire(timeout=LONGEST_WAIT_SECONDS):
            return self._app(environ, start_response)
        try:
            return self._app(environ, start_response)
        finally:
            self._turn.release()


def is_short(environ: "WSGIEnvironment") -> bool:
    length = environ.get("CONTENT_LENGTH") or "0"
    return (
        length.isdigit()
        and int(length) <= SHORT_BODY
        and not environ["PATH_INFO"].endswith(PATIENT)
    )
