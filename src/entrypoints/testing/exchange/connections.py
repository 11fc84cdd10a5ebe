"""Those who follow the exchange: what each is to be told waits in its own queue."""

import queue
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Condition, Event, Thread
from typing import Final

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

FLUSH_SECONDS: Final = 10.0
LOOK_SECONDS: Final = 0.02
MOST_WAITING: Final = 10_000
STALLED_SECONDS: Final = 5.0
TIME_UNITS: Final = ("MILLISECOND", "MICROSECOND")
Act = Callable[[], None]


@dataclass(eq=False, slots=True)
class Follower:
    """`streams` may grow and shrink; a silenced one is told nothing any more.

    `time_unit` is what it asked for; a recording is played in the unit that it has.
    """

    connection: ServerConnection
    streams: set[str]
    is_combined: bool
    time_unit: str = TIME_UNITS[0]
    is_silenced: bool = False
    is_working: bool = True
    acts: "queue.Queue[Act | None]" = field(default_factory=lambda: queue.Queue(MOST_WAITING))

    def follows(self, stream: str) -> bool:
        return not self.is_silenced and (not stream or stream in self.streams)

    def work(self) -> None:
        """Do what waits, in its order, until the connection is over."""
        try:
            while (act := self.acts.get()) is not None:
                act()
        except (ConnectionClosed, OSError):
            self.is_silenced = True
        finally:
            self.is_working = False

    def end(self, code: int) -> None:
        """End with a close frame, or without a word for 1006."""
        if code == 1006:  # noqa: PLR2004 - RFC 6455, 7.1.5: the connection was lost
            with suppress(OSError):
                self.connection.socket.shutdown(socket.SHUT_RDWR)
        else:
            self.connection.close(code)


class Connections:
    def __init__(self) -> None:
        self._followers: list[Follower] = []
        self._changed = Condition()
        self._is_over = False

    def serve(self, follower: Follower, listen: Callable[[Follower], None]) -> None:
        """Tell and listen until the connection is over."""
        working = Thread(target=follower.work, daemon=True)
        working.start()
        with self._changed:
            self._followers.append(follower)
            self._changed.notify_all()
        try:
            listen(follower)
        finally:
            self._forget(follower)

    def live(self) -> Sequence[Follower]:
        with self._changed:
            return [one for one in self._followers if not one.is_silenced]

    def wait(self) -> bool:
        """Wait until somebody listens; False when that will not be any more."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_over or any(not one.is_silenced for one in self._followers)
            )
            return not self._is_over

    def tell(self, follower: Follower, act: Act) -> None:
        """Queue it; one who takes nothing for some seconds is let go."""
        try:
            follower.acts.put(act, timeout=STALLED_SECONDS)
        except queue.Full:
            self._forget(follower)
            follower.end(1006)

    def flush(self, seconds: float) -> None:
        """Wait until everybody who still listens was told everything."""
        ends = time.monotonic() + seconds
        told = [(follower, Event()) for follower in self.live()]
        for follower, one in told:
            self.tell(follower, one.set)
        for follower, one in told:
            while not one.wait(LOOK_SECONDS) and follower.is_working:
                if time.monotonic() > ends:
                    return

    def over(self) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def leave(self, follower: Follower) -> None:
        """Have it told nothing any more from here on; the connection is its own affair."""
        with self._changed:
            follower.is_silenced = True

    def _forget(self, follower: Follower) -> None:
        with self._changed:
            if follower in self._followers:
                self._followers.remove(follower)
        with suppress(queue.Full):
            follower.acts.put_nowait(None)
