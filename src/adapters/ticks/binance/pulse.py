"""Signs of life of a connection: what it brings, and answers to pings while it brings nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Final, NamedTuple

PING_SECONDS: Final = 5.0
"""So long nothing came before it is asked whether it lives: five messages a second are allowed."""
TELL_SECONDS: Final = 1.0
Ping = Callable[[], Event]


class Alive(NamedTuple):
    """All that these streams had told at `at`, a monotonic time in seconds, stands before this.

    Without a time they bring something: what was told with the latest trade stands before this.
    """

    streams: Sequence[str]
    at: float | None = None


@dataclass(slots=True)
class Pulse:
    """A pong says that what was sent before its ping has come; no later moment is claimed.

    It counts once nothing was left to read after it.
    """

    tell: Callable[[float | None], object]
    ping: Ping
    latest: float
    _told: float = field(default=float("-inf"), init=False)
    _pong: Event | None = field(default=None, init=False)
    _asked: float = field(default=0.0, init=False)
    _is_answered: bool = field(default=False, init=False)

    def look(self) -> None:
        """Before something is waited for."""
        self._is_answered = self._pong is not None and self._pong.is_set()

    def brought(self, now: float) -> None:
        """Something came, and was handed on."""
        self.latest = now
        if now - self._told >= TELL_SECONDS:
            self._told = now
            self.tell(None)

    def nothing(self, now: float) -> None:
        """Nothing came since `look`."""
        if self._is_answered:
            self._pong = None
            self.tell(self._asked)
        if self._pong is None and now - max(self.latest, self._asked) >= PING_SECONDS:
            self._pong, self._asked = self.ping(), now
