"""A port that waits at one call until the test lets it go on."""

from threading import Event
from typing import Any

PATIENCE = 60.0


class Gate:
    """A port whose first call of that name waits, before it or after it, until `open` is called."""

    def __init__(self, port: Any, name: str, *, after: bool = False) -> None:
        self._port, self._name, self._after = port, name, after
        self._arrived, self._opened = Event(), Event()

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._port, name)
        return self._waiting(attribute) if name == self._name else attribute

    def reached(self) -> None:
        """Return once somebody waits at the gate."""
        assert self._arrived.wait(PATIENCE), f"nobody came to {self._name}"

    def open(self) -> None:
        self._opened.set()

    def _waiting(self, call: Any) -> Any:
        def waiting(*args: Any, **kwargs: Any) -> Any:
            if not self._after:
                self._wait()
            result = call(*args, **kwargs)
            if self._after:
                self._wait()
            return result

        return waiting

    def _wait(self) -> None:
        self._arrived.set()
        assert self._opened.wait(PATIENCE), f"nobody opened {self._name}"
