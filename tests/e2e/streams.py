"""Server-sent events, as a browser reads them."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from werkzeug.test import TestResponse


class Event(NamedTuple):
    id: int
    kind: str
    data: dict[str, Any]


def events_of(response: TestResponse) -> list[Event]:
    """Read the stream to its end."""
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.content_type == "text/event-stream"
    return [parsed(frame) for frame in frames(response)]


def frames(response: TestResponse) -> Iterator[str]:
    """Yield each frame as it comes, comments too."""
    for chunk in response.iter_encoded():
        text = chunk.decode()
        assert text.endswith("\n\n")
        yield from text.removesuffix("\n\n").split("\n\n")


def parsed(frame: str) -> Event:
    fields = dict(line.split(": ", 1) for line in frame.split("\n"))
    assert set(fields) == {"id", "event", "data"}
    return Event(int(fields["id"]), fields["event"], json.loads(fields["data"]))
