"""One connection to a combined stream, read by a thread of its own."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread
from typing import Final, cast

from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from adapters.ticks.binance.ban import BANNING, wait_told
from adapters.ticks.binance.batches import Burst, bursts_of
from adapters.ticks.binance.bursts import BurstConnection
from adapters.ticks.binance.inbox import Inbox
from adapters.ticks.binance.messages import SHUTDOWN, Content, read
from adapters.ticks.binance.pulse import Alive, Pulse
from application.ticks.feed import Control
from domain.ticks.moments import TimeUnit

IN_ADDRESS: Final = 100
"""So many streams are named in the address; further ones are subscribed to by messages."""
IN_MESSAGE: Final = 200
MESSAGE_SECONDS: Final = 0.5
"""The exchange cuts who sends more than five messages a second; pongs count."""
OPEN_SECONDS, CLOSE_SECONDS, KEEP_ALIVE = 10, 1, 20
LEAVE_SECONDS: Final = 5
"""A machine that is short of time may have a second of messages to read, which no other brings."""
LOOK_SECONDS: Final = 0.1
QUEUED: Final = 1_024
LONGEST: Final = 1 << 20
"""In bytes; a longer message ends the connection with 1009, for it may never end itself."""
TIME_UNIT, USUAL = "timeUnit", "MILLISECOND"
UNITS: Final = {USUAL: TimeUnit.MILLISECONDS, "MICROSECOND": TimeUnit.MICROSECONDS}
NAMES: Final = {unit: name for name, unit in UNITS.items()}
_LEAVING: Final = SHUTDOWN.encode()
_CODE, _RESULT = b'"code"', b'"result"'
Now = Callable[[], float]


@dataclass(eq=False, slots=True)
class Link:
    """`brings` is set with the first message that counts, `is_over` when the connection is no more.

    `banned` says for how many seconds no other is wanted; 0 mostly. `is_counted` is left to who
    made it.
    """

    url: str
    streams: Sequence[str]
    unit: TimeUnit
    inbox: Inbox
    silence: float
    now: Now = time.monotonic
    is_leaving: bool = field(default=False, init=False)
    banned: int = field(default=0, init=False)
    opened: float | None = field(default=None, init=False)
    brings: Event = field(default_factory=Event, init=False)
    is_over: Event = field(default_factory=Event, init=False)
    is_counted: bool = field(default=False, init=False)
    _is_refused: bool = field(default=False, init=False)
    _asked: int = field(default=0, init=False)
    _leaves_at: float | None = field(default=None, init=False)

    def start(self) -> None:
        Thread(target=self._run, name="ticks-link", daemon=True).start()

    def close(self) -> None:
        """Leave, once what was received is read; at most five seconds are taken for that."""
        self._leaves_at = self.now() + LEAVE_SECONDS

    def _run(self) -> None:
        reason = ""
        try:
            with connect(
                self._address(),
                open_timeout=OPEN_SECONDS, close_timeout=CLOSE_SECONDS, ping_interval=KEEP_ALIVE,
                ping_timeout=KEEP_ALIVE, max_size=LONGEST, max_queue=QUEUED, proxy=None,
                create_connection=BurstConnection,
            ) as connection:  # fmt: skip
                self._read_all(cast("BurstConnection", connection))
        except ConnectionClosed as error:
            reason = _told(error)
        except InvalidStatus as error:
            reason = str(error)
            if error.response.status_code in BANNING:
                self.banned = wait_told(error.response.headers.get("Retry-After"))
        except (OSError, WebSocketException) as error:
            reason = f"{type(error).__name__}: {error}"
        finally:
            self.is_over.set()
            if self._leaves_at is None:
                self.inbox.put(Control("refused" if self._is_refused else "cut", reason[:200]))

    def _address(self) -> str:
        named = f"{self.url}/stream?streams={'/'.join(self.streams[:IN_ADDRESS])}"
        return named if self.unit is UNITS[USUAL] else f"{named}&{TIME_UNIT}={NAMES[self.unit]}"

    def _read_all(self, connection: BurstConnection) -> None:
        """Read until the end, whoever notices it first: what came before it is handed on."""
        try:
            self._read(connection)
        except ConnectionClosed:
            with suppress(ConnectionClosed, TimeoutError):
                while self.inbox.put_all(_bursts(connection.recv_all(0))):
                    pass
            raise

    def _read(self, connection: BurstConnection) -> None:
        self._subscribe(connection)
        self.opened = self.now()
        self.inbox.put(Control("connected"))
        pulse = Pulse(self._alive, connection.ping, self.opened)
        while self._leaves_at is None or self.now() < self._leaves_at:
            pulse.look()
            try:
                told = connection.recv_all(LOOK_SECONDS if self._leaves_at is None else 0)
            except TimeoutError:
                if self._leaves_at is not None:
                    return
                self.is_leaving |= self.now() - pulse.latest >= self.silence
                pulse.nothing(self.now())
                continue
            now, bursts = self.now(), _bursts(told)
            self._look_at(bursts)
            if not self.inbox.put_all(bursts):
                return
            if self._is_refused:  # some streams may not be subscribed to
                return
            pulse.brought(now)

    def _look_at(self, bursts: Sequence[Burst]) -> None:
        """Take note of what is said of the connection; it is good once all streams are granted."""
        self.is_leaving |= any(_LEAVING in one.joined for one in bursts)
        self._is_refused = any(_words("error", bursts, _CODE))
        if self._asked:
            self._asked -= sum(_words("answer", bursts, _RESULT))
        if not self._is_refused and self._asked <= 0:
            self.brings.set()

    def _alive(self, at: float | None) -> None:
        self.inbox.put(Alive(self.streams, at))

    def _subscribe(self, connection: ClientConnection) -> None:
        for number, start in zip(count(1), range(IN_ADDRESS, len(self.streams), IN_MESSAGE)):
            names = self.streams[start : start + IN_MESSAGE]
            self._asked += 1
            connection.send(json.dumps({"method": "SUBSCRIBE", "params": names, "id": number}))
            time.sleep(MESSAGE_SECONDS)


def _bursts(told: Sequence[Content]) -> Sequence[Burst]:
    return bursts_of(told, time.time_ns() // 1_000)


def _words(kind: str, bursts: Sequence[Burst], member: bytes) -> Iterator[bool]:
    """Give of each message that has the member whether it is such a word."""
    some = (one.contents for one in bursts if member in one.joined)
    return (_is_word(kind, one) for contents in some for one in contents if member in one)


def _is_word(kind: str, content: Content) -> bool:
    told = read(content, 0, UNITS[USUAL])
    return isinstance(told, Control) and told.kind == kind


def _told(error: ConnectionClosed) -> str:
    return f"{error.rcvd.code} {error.rcvd.reason}" if error.rcvd else "1006 no close frame"
