"""Follow a run's events as they are written, by whichever process writes them."""

from collections.abc import Sequence
from contextlib import ExitStack
from time import monotonic
from typing import Any

import msgspec
from flask import Response

from application.conversations.read_conversations import BEGINNING, FollowRun, SoFar, Told
from domain.conversations.run import Run, RunEvent
from domain.principal import Principal
from entrypoints.http.event_stream import Event, frames, looked, streamed
from entrypoints.http.use import use


class NewEvents:
    """A run's events after those that were shown last, and None once the last was."""

    def __init__(self, follow: FollowRun, by: Principal, run: Run, so_far: SoFar) -> None:
        self._follow, self._by, self._run, self._so_far = follow, by, run, so_far
        self._is_over = False

    def __call__(self) -> Sequence[RunEvent] | None:
        """Raises NotFound when the conversation was deleted, Unavailable when its rows are away.

        Raises Conflict when they name a document that was taken from the reader.
        """
        if self._is_over:
            return None
        told, self._so_far = self._follow.shown(self._by, self._run, self._so_far)
        self._is_over = told.is_over
        return told.events


def followed(by: Principal, run: Run, seat: ExitStack, so_far: SoFar = BEGINNING) -> Response:
    """Send the run's events as server-sent events, with their sequence as id."""
    new = NewEvents(use(FollowRun), by, run, so_far)

    def look() -> Sequence[Event] | None:
        events = new()
        return None if events is None else [sent(event) for event in events]

    return streamed(frames(look), seat)


def last_of(follow: FollowRun, by: Principal, run: Run, seconds: float) -> RunEvent | None:
    """Follow the run to its last event, or for so many seconds; returns the last one told.

    Nothing is shown of the others, whatever they name.
    """
    told, until = Told(is_over=False, events=()), monotonic() + seconds

    def look() -> Sequence[RunEvent] | None:
        nonlocal told
        if told.is_over:
            return None
        new = follow(by, run.id, after=told.events[-1].sequence if told.events else 0)
        told = Told(new.is_over, new.events or told.events)
        return new.events

    for _ in looked(look):
        if monotonic() >= until:
            break
    return told.events[-1] if told.events else None


def sent(event: RunEvent) -> Event:
    data: dict[str, Any] = dict(event.data)
    return Event(event.sequence, event.kind.value, msgspec.json.encode(data))
