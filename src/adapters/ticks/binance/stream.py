"""A combined stream that does not end: connections follow each other, the new before the old."""

import time
from collections.abc import Callable, Collection
from threading import Condition, Thread
from typing import Final
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from adapters.ticks.binance.ban import Ban
from adapters.ticks.binance.batches import Burst, read_all
from adapters.ticks.binance.exchange_clock import ExchangeClock
from adapters.ticks.binance.inbox import Inbox
from adapters.ticks.binance.link import TIME_UNIT, UNITS, Link
from adapters.ticks.binance.names import stream_of
from adapters.ticks.binance.pacing import Backoff
from adapters.ticks.binance.pulse import Alive
from application.ticks.feed import Control, Heard, Name
from domain.errors import Invalid
from domain.ticks.moments import TimeUnit

LIFETIME: Final = 23.8 * 3_600
"""The exchange ends each connection after 24 hours."""
SILENCE: Final = 30.0
OVERLAP: Final = 5.0
"""A connection that is open for so long is good, though no trade came yet."""
MOST_STREAMS: Final = 1_024
AT_ONCE: Final = 2_000
LOOK_SECONDS: Final = 0.02
Now = Callable[[], float]


class TooManyMarkets(Invalid):
    code = "too_many_markets"

    def __init__(self) -> None:
        super().__init__(f"one collector follows at most {MOST_STREAMS:,} markets")


class SourceMalformed(Invalid):
    code = "source_malformed"

    def __init__(self) -> None:
        told = " or ".join(f"{TIME_UNIT}={one}" for one in UNITS)
        super().__init__(
            f"a stream's address is like wss://host:9443, with no other parameter than one {told}"
        )


class BinanceStream:
    """`source` is the exchange's address, such as wss://data-stream.binance.vision.

    Times are in milliseconds, or in microseconds if the address says `?timeUnit=MICROSECOND`:
    then each connection asks for them. Raises SourceMalformed for what is no such address.
    """

    def __init__(
        self,
        source: str,
        *,
        silence: float = SILENCE,
        lifetime: float = LIFETIME,
        overlap: float = OVERLAP,
        backoff: Backoff | None = None,
        now: Now = time.monotonic,
    ) -> None:
        self._url, self.unit = _address(source)
        self._silence, self._lifetime, self._overlap = silence, lifetime, overlap
        self._backoff, self._ban, self._now = backoff or Backoff(), Ban(), now
        self._inbox, self._clock = Inbox(), ExchangeClock(now)
        self._names: tuple[str, ...] = ()
        self._links: list[Link] = []
        self._changed = Condition()
        self._is_closed = False
        Thread(target=self._see_to_links, name="ticks-stream", daemon=True).start()

    def follow(self, names: Collection[Name]) -> None:
        """Raises TooManyMarkets."""
        streams = tuple(sorted(map(stream_of, names)))
        if len(streams) > MOST_STREAMS:
            raise TooManyMarkets
        if streams != self._names:
            with self._changed:
                self._names = streams
                self._changed.notify_all()

    def take(self, seconds: float) -> Heard:
        items = self._inbox.take(seconds, AT_ONCE)
        heard = read_all([one for one in items if isinstance(one, Burst)], self.unit)
        controls = tuple(one for one in items if isinstance(one, Control))
        self._clock.told(heard.trades.values())
        alive = self._clock.heard(one for one in items if isinstance(one, Alive))
        return Heard(heard.trades, heard.refused, (*controls, *heard.controls), alive)

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._inbox.close()
        for link in self._links:
            link.close()

    def _see_to_links(self) -> None:
        while not self._is_closed:
            over = [one for one in self._links if one.is_over.is_set()]
            self._links = [one for one in self._links if one not in over]
            if banned := max((one.banned for one in over), default=0):
                self._ban.leave(banned)
            if self._names:
                self._renew()
            else:
                self._leave(self._links)
            with self._changed:
                self._changed.wait(LOOK_SECONDS)
        self._leave(self._links)  # one may have been made while it was closed

    def _renew(self) -> None:
        """Have one good connection: with a newer one beside it as soon as it is to end."""
        if self._links and self._is_good(self._links[-1]):
            if self._links[-1].brings.is_set() and not self._links[-1].is_counted:
                self._links[-1].is_counted = True  # a later one may be refused
                self._backoff.good()
            self._leave(self._links[:-1])
        if (not self._links or self._is_ending(self._links[-1])) and not self._wait():
            self._backoff.connecting()
            self._links.append(self._link([*self._names]))
            self._links[-1].start()

    def _wait(self) -> float:
        return max(self._backoff.wait(), self._ban.left())

    def _link(self, streams: list[str]) -> Link:
        return Link(self._url, streams, self.unit, self._inbox, self._silence, self._now)

    def _leave(self, links: list[Link]) -> None:
        for link in [*links]:
            link.close()
            self._links.remove(link)

    def _is_good(self, link: Link) -> bool:
        if link.brings.is_set():
            return True
        return link.opened is not None and self._now() - link.opened >= self._overlap

    def _is_ending(self, link: Link) -> bool:
        is_old = link.opened is not None and self._now() - link.opened >= self._lifetime
        return is_old or link.is_leaving or tuple(link.streams) != self._names


def _address(source: str) -> tuple[str, TimeUnit]:
    parts = urlsplit(source)
    if parts.scheme not in {"ws", "wss"} or not parts.hostname:
        raise SourceMalformed
    told = parse_qsl(parts.query, keep_blank_values=True)
    units = [UNITS.get(value.upper()) for name, value in told if name == TIME_UNIT]
    unit = units[0] if units else TimeUnit.MILLISECONDS
    if len(told) != len(units) or len(units) > 1 or unit is None:
        raise SourceMalformed
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", "")), unit
