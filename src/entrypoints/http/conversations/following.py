"""Follow a run's events as they are written, by whichever process writes them.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from time import monotonic, sleep
from typing import Any

import msgspec
from flask import Response

from application.conversations.read_conversations import FollowRun
from application.errors import Unavailable
from domain.conversations.run import Run, RunEvent
from domain.errors import NotFound
from domain.principal import Principal
from entrypoints.http.use import use

LOOK_AGAIN_SECONDS, LONGEST_REST_SECONDS = 0.02, 0.25
LESS_OFTEN = 1.1
"""After a second of silence a stream looks five times a second, and costs next to nothing."""
HEARTBEAT_SECONDS = 15.0


def last_of(follow: FollowRun, by: Principal, run: Run, seconds: float) -> RunEvent | None:
    """Follow the run to its last event, or for so many seconds; returns the last one seen."""
    last = None
    for event in _looked(follow, by, run, 0, seconds):
        last = event or last
    return last


def streamed(by: Principal, run: Run, seat: ExitStack, *, after: int = 0) -> Response:
    """Send the run's events as server-sent events, with their sequence as id.

    The seat is closed when the stream has ended or its reader has left.
    """
    looked = _looked(use(FollowRun), by, run, after, None)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = Response(_framed(looked), 200, headers, content_type="text/event-stream")
    response.call_on_close(seat.close)
    return response


def _looked(
    follow: FollowRun, by: Principal, run: Run, after: int, seconds: float | None
) -> Iterator[RunEvent | None]:
    """Yield events, and None whenever there was nothing to see; look less often then."""
    began, rest = monotonic(), LOOK_AGAIN_SECONDS
    while seconds is None or monotonic() - began < seconds:
        is_over, events = follow(by, run.id, after=after)
        for event in events:
            yield event
            after, rest = event.sequence, LOOK_AGAIN_SECONDS
        if is_over:
            return
        if not events:
            yield None
            sleep(rest)
            rest = min(rest * LESS_OFTEN, LONGEST_REST_SECONDS)


def _framed(
    looked: Iterator[RunEvent | None], clock: Callable[[], float] = monotonic
) -> Iterator[bytes]:
    quiet_since = clock()
    for event in _readable(looked):
        if event is not None:
            quiet_since = clock()
            yield frame(event)
        elif clock() - quiet_since > HEARTBEAT_SECONDS:
            quiet_since = clock()
            yield b": keep-alive\n\n"


def _readable(looked: Iterator[RunEvent | None]) -> Iterator[RunEvent | None]:
    """Yield until there is nothing to read: the conversation was deleted, or the rows are away.

    The stream then ends in good order, and taking it up again says with a problem why.
    """
    with suppress(NotFound, Unavailable):
        yield from looked


def frame(event: RunEvent) -> bytes:
    data: dict[str, Any] = dict(event.data)
    head = f"id: {event.sequence}\nevent: {event.kind.value}\ndata: ".encode()
    return head + msgspec.json.encode(data) + b"\n\n"
