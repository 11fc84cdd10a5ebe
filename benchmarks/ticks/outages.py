"""A connection that is lost for a minute, and for an hour: how soon nothing is missing any more.

The collector is `portico worker ticks` with every default; the exchange is the double, in this
process, which counts weight as the exchange does. Two markets of 50 trades a second each.
"""

from collections.abc import Iterator
from itertools import chain
from statistics import median
from time import monotonic, sleep
from typing import NamedTuple

from benchmarks.figures import Figure, Options
from benchmarks.figures import seconds as told_seconds
from benchmarks.ticks import made_up_frames
from benchmarks.ticks.collectors import SYMBOLS, collector, new_home
from entrypoints.testing.exchange import Exchange, Fault, Happening, happenings

A_SECOND, BEFORE, AFTER = 50, 1_000, 1_000
MINUTE, HOUR = 60, 3_600
ROUNDS, MOST_SECONDS = 5, 2.0
ALLOWED = 6_000
"""Of weight in a minute: beyond it the exchange refuses, and bans."""
LOOK_SECONDS, PATIENCE = 0.005, 400.0


class Outage(NamedTuple):
    """`seconds` from the new connection until nothing was missing; `weight` is what was asked.

    `most` is the most that was asked in one minute.
    """

    seconds: float
    asked: int
    most: int


def run(options: Options) -> Iterator[Figure]:
    minutes = [_outage(MINUTE) for _ in range(options.rounds or ROUNDS)]
    took = [one.seconds for one in minutes]
    yield Figure(
        name="ticks, a minute's outage",
        says=f"nothing missing {told_seconds(took)} after the new connection",
        bar=f"{MOST_SECONDS:.0f} s",
        passed=median(took) <= MOST_SECONDS,
        numbers={"rounds": [*map(list, minutes)]},
    )
    hour = _outage(HOUR)
    yield Figure(
        name="ticks, an hour's outage",
        says=f"{2 * HOUR * A_SECOND:,} trades in {hour.seconds:.0f} s, {hour.asked:,} questions; "
        f"weight at most {hour.most:,} in a minute",
        bar=f"at most {ALLOWED:,} in a minute",
        passed=hour.most <= ALLOWED,
        numbers={"hour": list(hour)},
    )


def _outage(seconds: int) -> Outage:
    unseen = seconds * A_SECOND
    recording = [*_recording(BEFORE + unseen + AFTER)]
    cut = Fault(at=len(SYMBOLS) * BEFORE, kind="cut", count=len(SYMBOLS) * unseen, code=1006)
    newest = {one.data["s"]: int(one.data["a"]) for one in recording}
    with new_home() as home, Exchange(recording, [cut]) as exchange:
        with collector(home, exchange.stream_url, exchange.rest_url):
            _wait_for_another(exchange)
            began, most = monotonic(), 0
            while not home.holds(newest):
                most = max(most, exchange.rest.used)
                _patiently(began)
        return Outage(monotonic() - began, exchange.rest.asked, max(most, exchange.rest.used))


def _wait_for_another(exchange: Exchange) -> None:
    """Wait until a second one has connected."""
    began = monotonic()
    seen = set[int]()
    while len(seen) <= 1:
        seen.update(id(one) for one in exchange.connections.live())
        _patiently(began)


def _patiently(began: float) -> None:
    """Sleep a little; raises TimeoutError once it took too long."""
    if monotonic() > began + PATIENCE:
        raise TimeoutError
    sleep(LOOK_SECONDS)


def _recording(each: int) -> Iterator[Happening]:
    sides = [made_up_frames.frames(each, symbol, n) for n, symbol in enumerate(SYMBOLS)]
    return happenings(chain.from_iterable(zip(*sides, strict=True)))
