"""Server-sent events of something that goes on: look, send, rest, look again.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TypeVar

from flask import Response

from application.errors import Unavailable
from domain.errors import Conflict, Forbidden, NotFound

LOOK_AGAIN_SECONDS, LONGEST_REST_SECONDS = 0.02, 0.25
LESS_OFTEN = 1.1
HEARTBEAT_SECONDS = 15.0
HEARTBEAT = b": keep-alive\n\n"
OPENING = b": following\n\n"
"""For a stream that may be quiet from its start: sent first, it tells that it is followed."""


@dataclass(frozen=True, slots=True)
class Event:
    """`data` is JSON. An event without an id leaves the reader's place where it was."""

    id: int | None
    kind: str
    data: bytes

    def frame(self) -> bytes:
        place = b"" if self.id is None else b"id: %d\n" % self.id
        return place + b"event: %b\ndata: %b\n\n" % (self.kind.encode(), self.data)


Found = TypeVar("Found")
Look = Callable[[], Sequence[Found] | None]
"""Returns what is new since it was called last, and None when nothing will ever be again."""
Clock = Callable[[], float]
Rest = Callable[[float], None]


def streamed(sent: Iterator[bytes], seat: ExitStack) -> Response:
    """Send frames; the seat is closed when they have ended or their reader has left.

    It is taken off its owner last of all: what is raised before leaves it with them.
    """
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = Response(sent, 200, headers, content_type="text/event-stream")
    response.call_on_close(seat.pop_all().close)
    return response


def frames(look: Look[Event], clock: Clock = monotonic, rest: Rest = sleep) -> Iterator[bytes]:
    """Yield frames until all is over or looking is refused, and a comment while none come.

    A stream that is refused ends in good order, and taking it up again says with a problem why.
    """
    quiet_since = clock()
    with suppress(NotFound, Forbidden, Conflict, Unavailable):
        for found in looked(look, rest):
            if found:
                yield b"".join(event.frame() for event in found)
            elif clock() - quiet_since > HEARTBEAT_SECONDS:
                yield HEARTBEAT
            else:
                continue
            quiet_since = clock()


def looked(look: Look[Found], rest: Rest = sleep) -> Iterator[Sequence[Found]]:
    """Yield what is found until all is over, and nothing when there was nothing to see.

    Look less often then: after a second of silence five times a second, which costs next to
    nothing.
    """
    pause = LOOK_AGAIN_SECONDS
    while (found := look()) is not None:
        yield found
        if found:
            pause = LOOK_AGAIN_SECONDS
            continue
        rest(pause)
        pause = min(pause * LESS_OFTEN, LONGEST_REST_SECONDS)
