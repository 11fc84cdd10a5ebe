"""Stop when the system asks for it."""

import signal
from threading import Event
from typing import Any


def stopping() -> Event:
    """Return an event that SIGTERM and SIGINT set."""
    stop = Event()

    def set_it(*_: Any) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, set_it)
    return stop
