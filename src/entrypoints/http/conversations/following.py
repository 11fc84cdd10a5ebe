"""Follow a run's events as they are written, by whichever process writes them."""

from collections.abc import Sequence
from contextlib import ExitStack
from time import monotonic
from typing import Any

import msgspec
from flask import Response

from application.conversations.read_conversations import FollowRun
from domain.conversations.run import Run, RunEvent
from domain.principal import Principal
from entrypoints.http.event_stream import Event, frames, looked, streamed
from entrypoints.http.use import use


class NewEvents:
    """A run's events after those that were looked at last, and None once the last was."""

    def __init__(self, follow: FollowRun, by: Principal, run: Run, after: int = 0) -> None:
        self._follow, self._by, self._run, self._after = follow, by, run, after
        self._is_over = False

    def __call__(self) -> Sequence[RunEvent] | None:
        """Raises NotFound when the conversation was deleted, Unavailable when its rows are away."""
        if self._is_over:
            return None
        self._is_over, events = self._follow(self._by, self._run.id, after=self._after)
        if events:
            self._after = events[-1].sequence
        return events


def followed(by: Principal, run: Run, seat: ExitStack, *, after: int = 0) -> Response:
    """Send the run's events as server-sent events, with their sequence as id."""
    new = NewEvents(use(FollowRun), by, run, after)

    def look() -> Sequence[Event] | None:
        events = new()
        return None if events is None else [sent(event) for event in events]

    return streamed(frames(look), seat)


def last_of(follow: FollowRun, by: Principal, run: Run, seconds: float) -> RunEvent | None:
    """Follow the run to its last event, or for so many seconds; returns the last one seen."""
    last, until = None, monotonic() + seconds
    for events in looked(NewEvents(follow, by, run)):
        last = events[-1] if events else last
        if monotonic() >= until:
            break
    return last


def sent(event: RunEvent) -> Event:
    data: dict[str, Any] = dict(event.data)
    return Event(event.sequence, event.kind.value, msgspec.json.encode(data))
