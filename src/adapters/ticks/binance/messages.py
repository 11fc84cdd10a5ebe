"""One message of a stream, read whole: a trade, a word about the connection, or refused.

Nothing that an exchange sends stops a stream. What cannot be a trade is handed on as it came.
"""

from typing import Any, Final, NamedTuple

import msgspec

from adapters.ticks.binance.names import name_of
from adapters.ticks.binance.trades import STREAMED, Unreadable
from application.ticks.feed import Control, Name, Refused
from domain.errors import DomainError
from domain.ticks.market import Feed, symbol
from domain.ticks.moments import TimeUnit
from domain.ticks.trade import Trade

LONGEST: Final = 16_384
"""In bytes; a trade takes 230."""
KEPT_RAW: Final = 4_096
SHUTDOWN: Final = "serverShutdown"
Content = bytes | bytearray
"""Of a message, as `websockets` has it; nothing changes it."""


class Told(NamedTuple):
    name: Name
    trade: Trade


def read(frame: Content, received: int, unit: TimeUnit) -> Told | Control | Refused:
    """Read a frame of a raw or a combined stream; `received` is in microseconds since 1970."""
    try:
        return _read(_decoded(frame), received, unit)
    except Unreadable as error:
        return Refused(error.reason, bytes(frame[:KEPT_RAW]))
    except DomainError as error:
        return Refused(error.code, bytes(frame[:KEPT_RAW]))


def _decoded(frame: Content) -> dict[str, Any]:
    if len(frame) > LONGEST:
        raise Unreadable("too_long")
    try:
        told = msgspec.json.decode(frame.decode())
    except (ValueError, RecursionError) as error:  # of JSON, of UTF-8, and of nesting
        raise Unreadable("not_json") from error
    if not isinstance(told, dict):
        raise Unreadable("not_an_object")
    return told


def _read(told: dict[str, Any], received: int, unit: TimeUnit) -> Told | Control:
    if "stream" not in told:
        return _payload(told, received, unit)
    data = told.get("data")
    if not isinstance(data, dict):
        raise Unreadable("not_an_object")
    read = _payload(data, received, unit)
    if isinstance(read, Told) and name_of(told["stream"]) != read.name:
        raise Unreadable("unknown_stream")
    return read


def _payload(data: dict[str, Any], received: int, unit: TimeUnit) -> Told | Control:
    kind = data.get("e")
    if kind == SHUTDOWN:
        return Control("shutdown")
    if kind is None:
        return _answer(data)
    if not isinstance(kind, str) or kind not in list(Feed):
        raise Unreadable("unknown_event")
    feed, told = Feed(kind), data.get("s")
    if not isinstance(told, str) or symbol(told) != told:
        raise Unreadable("symbol_malformed")
    return Told((told, feed), STREAMED[feed](data, received, unit))


def _answer(data: dict[str, Any]) -> Control:
    """Read what answers a request: `{"result": null, "id": 1}`, or an error with its code."""
    error = data.get("error", data)
    if isinstance(error, dict) and "code" in error:
        return Control("error", f"{error['code']}: {error.get('msg')}"[:200])
    if "result" in data:
        return Control("answer", str(data.get("id"))[:200])
    raise Unreadable("unknown_event")
