"""Server-sent events of something that goes on: look, send, rest, look again.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from time import monotonic, sleep

from flask import Response

from application.errors import Unavailable
from domain.errors import Forbidden, NotFound

LOOK_AGAIN_SECONDS, LONGEST_REST_SECONDS = 0.02, 0.25
LESS_OFTEN = 1.1
HEARTBEAT_SECONDS = 15.0
OPENING, HEARTBEAT = b": following\n\n", b": keep-alive\n\n"


@dataclass(frozen=True, slots=True)
class Event:
    """`data` is JSON. An event without an id leaves the reader's place where it was."""

    id: int | None
    kind: str
    data: bytes

    def frame(self) -> bytes:
        place = b"" if self.id is None else b"id: %d\n" % self.id
        return place + b"event: %b\ndata: %b\n\n" % (self.kind.encode(), self.data)


Look = Callable[[], Sequence[Event]]
"""Returns what is new since it was called last."""


def streamed(look: Look, seat: ExitStack) -> Response:
    """Send what comes until its reader leaves, or until looking is refused.

    The seat is closed then.
    """
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = Response(frames(look), 200, headers, content_type="text/event-stream")
    response.call_on_close(seat.close)
    return response


def frames(
    look: Look, clock: Callable[[], float] = monotonic, rest: Callable[[float], None] = sleep
) -> Iterator[bytes]:
    """Yield frames; a comment at once, so that a reader knows they follow, and while none come."""
    yield OPENING
    quiet_since, pause = clock(), LOOK_AGAIN_SECONDS
    with suppress(NotFound, Forbidden, Unavailable):
        while True:
            if found := look():
                yield b"".join(event.frame() for event in found)
                quiet_since, pause = clock(), LOOK_AGAIN_SECONDS
                continue
            if clock() - quiet_since > HEARTBEAT_SECONDS:
                quiet_since = clock()
                yield HEARTBEAT
            rest(pause)
            pause = min(pause * LESS_OFTEN, LONGEST_REST_SECONDS)
