"""The connection under one model call, which another thread can cut."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from ssl import SSLContext
from threading import Lock
from typing import Any

import httpx

CONNECT_SECONDS = 5.0


@cache
def trusted() -> SSLContext:
    """Whom TLS trusts, read once: that takes longer than all else about a client."""
    return httpx.create_ssl_context()


class Cut(Exception):
    """The call was ended from our side."""


class Wire:
    """Follows an httpx client's requests by its `trace` extension and holds on to their sockets.

    A blocked read is not woken by closing its client, only by shutting its socket down, which is
    done on a duplicate, since TLS takes the original away.
    See https://www.python-httpx.org/advanced/extensions/.
    """

    def __init__(self, timeout: float) -> None:
        self._connect = min(timeout, CONNECT_SECONDS)
        self._lock = Lock()
        self.was_cut = False
        self._sockets: list[socket.socket] = []

    def watch(self, request: httpx.Request) -> None:
        """Be a request hook: follow it and bound its connecting."""
        request.extensions["trace"] = self._traced
        limits = request.extensions.get("timeout", {})
        request.extensions["timeout"] = {**limits, "connect": self._connect}

    def cut(self) -> None:
        """End what is under way, and whatever might still be started; may be said twice."""
        with self._lock:
            self.was_cut = True
            for held in self._sockets:
                with suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)
                held.close()
            self._sockets.clear()

    def _traced(self, event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            self._connected(info["return_value"])

    def _connected(self, stream: Any) -> None:
        with self._lock:
            if self.was_cut:
                stream.close()
                raise Cut
            self._sockets.append(stream.get_extra_info("socket").dup())
