"""Streams of the double: who follows what, and requests to follow more."""

import json
import time
from collections import deque
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from entrypoints.testing.exchange.connections import TIME_UNITS, Connections, Follower

MOST_MESSAGES: Final = 5
"""In a second, from each connection; who sends more is cut with 1008."""
MOST_STREAMS: Final = 1_024
PING_SECONDS: Final = 20


def stream_server(connections: Connections) -> Server:
    """Return a server on loopback, not yet serving."""

    def handle(connection: ServerConnection) -> None:
        request = connection.request
        follower = _follower(connection, request.path if request else "")
        if follower.time_unit not in TIME_UNITS:
            connection.close(1008)
            return
        with suppress(ConnectionClosed):
            connections.serve(follower, _listen)

    return serve(
        handle, "127.0.0.1", 0, ping_interval=PING_SECONDS, close_timeout=1, compression=None
    )


def _follower(connection: ServerConnection, target: str) -> Follower:
    address = urlsplit(target)
    asked = parse_qs(address.query, keep_blank_values=True)
    (unit,) = asked.get("timeUnit", TIME_UNITS[:1])[-1:]
    if address.path.rstrip("/") == "/stream":
        streams = asked.get("streams", [""])[0].split("/")
        return Follower(connection, set(filter(None, streams)), is_combined=True, time_unit=unit)
    named = {*filter(None, address.path.split("/")[2:])}
    return Follower(connection, named, is_combined=False, time_unit=unit)


def _listen(follower: Follower) -> None:
    times: deque[float] = deque(maxlen=MOST_MESSAGES)
    for message in follower.connection:
        now = time.monotonic()
        if len(times) == MOST_MESSAGES and now - times[0] < 1:
            follower.connection.close(1008)
            return
        times.append(now)
        follower.connection.send(json.dumps(_answer(follower, message)))


def _answer(follower: Follower, message: str | bytes) -> dict[str, Any]:
    try:
        asked = json.loads(message)
        method, names, id = asked["method"], asked.get("params", []), asked.get("id")  # noqa: A001 - the exchange's word
    except (ValueError, KeyError, TypeError):
        return {"code": 3, "msg": "Invalid JSON"}
    if method == "SUBSCRIBE" and len(follower.streams | set(names)) <= MOST_STREAMS:
        follower.streams |= set(names)
    elif method == "UNSUBSCRIBE":
        follower.streams -= set(names)
    elif method == "LIST_SUBSCRIPTIONS":
        return {"result": sorted(follower.streams), "id": id}
    else:
        return {"error": {"code": 2, "msg": "Invalid request"}, "id": id}
    return {"result": None, "id": id}
