"""How fast frames come through a WebSocket of this machine and become exact trades.

Beside what one would write at first: a loop around `websockets`' own `recv`, with json and Decimal.
"""

from collections.abc import Callable, Iterator
from statistics import median
from time import process_time

from websockets.sync.client import connect

from adapters.ticks.binance.stream import BinanceStream
from benchmarks.figures import Figure, Options
from benchmarks.ticks import made_up_frames
from benchmarks.ticks.parsing import exact
from benchmarks.ticks.pouring import poured
from domain.ticks.market import Feed

FRAMES, ROUNDS = 200_000, 5
BAR = 200_000
PATIENCE = 60.0
Receive = Callable[[str, int], int]


def run(options: Options) -> Iterator[Figure]:
    """Take turns; each side is charged the CPU time of this process, all of its threads."""
    with poured(made_up_frames.frames, FRAMES) as url:
        rounds = [
            [_messages_a_second(receive, url) for receive in (ours, by_decimals, unread)]
            for _ in range(options.rounds or ROUNDS)
        ]
    mine, decimals, floor = (median(side) for side in zip(*rounds, strict=True))
    yield Figure(
        name="ticks-receive",
        says=f"{mine:,.0f} exact messages/s, a loop with json + Decimal {decimals:,.0f}/s: "
        f"{mine / decimals:.1f} times; one that reads nothing {floor:,.0f}/s",
        bar=f"{BAR:,}/s",
        passed=mine >= BAR,
        numbers={"rounds": rounds},
    )


def _messages_a_second(receive: Receive, url: str) -> float:
    began = process_time()
    found = receive(url, FRAMES)
    took = process_time() - began
    if found != FRAMES:
        raise RuntimeError(f"{found:,} of {FRAMES:,} messages came")
    return FRAMES / took


def ours(url: str, many: int) -> int:
    stream, found = BinanceStream(url), 0
    stream.follow([("BTCUSDT", Feed.AGGREGATES)])
    try:
        while found < many and (heard := stream.take(PATIENCE)).count:
            found += sum(map(len, heard.trades.values()))
    finally:
        stream.close()
    return found


def by_decimals(url: str, many: int) -> int:
    return _looped(url, many, exact)


def unread(url: str, many: int) -> int:
    return _looped(url, many, len)


def _looped(url: str, many: int, read: Callable[[bytes], object]) -> int:
    found = 0
    with connect(f"{url}/stream", proxy=None, max_queue=1_024, compression=None) as connection:
        while found < many:
            read(connection.recv(PATIENCE, decode=False))
            found += 1
    return found
