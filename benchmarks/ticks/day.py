"""A scripted day with 40 faults: what is lost, doubled or changed, beside what others hold.

They are a loop that reconnects, and ccxt and cryptofeed where they are installed.
Small by default; PORTICO_DAY_TRADES makes it longer. All listen to the same script.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic

from application.ticks.account import Account
from application.ticks.ports import AskedTrades, Markets
from benchmarks.figures import Figure, Options
from benchmarks.ticks import made_up_frames, peer_loop
from benchmarks.ticks.other_collectors import others
from benchmarks.ticks.peer_loop import Texts
from domain.ticks.market import Feed
from entrypoints.composition import compose
from entrypoints.composition.collecting import Collectors
from entrypoints.composition.schema import Schema
from entrypoints.observability import logs
from entrypoints.settings import Settings
from entrypoints.testing.exchange import Exchange, Fault, Happening, drawn_faults, happenings
from entrypoints.workers.replaying import replayed

TRADES, FAULTS, SEED = 40_000, 40, 7
SYMBOLS = ("BTCUSDT", "ETHUSDT")
SILENCE = 1.0
PAGE = 100_000
BURST = Fault(at=1_000, kind="burst", count=5_000)
Held = dict[str, list[Texts]]


def run(options: Options) -> Iterator[Figure]:
    logs.configure("error")
    for seed in range(SEED, SEED + (options.rounds or 1)):
        yield _day(seed)


def _day(seed: int) -> Figure:
    recording = [*_recording(int(os.environ.get("PORTICO_DAY_TRADES", TRADES)))]
    faults = [BURST, *drawn_faults(len(recording), FAULTS - 1, seed)]
    every = {symbol: _told(recording, symbol) for symbol in SYMBOLS}
    theirs = _says(_verdict(every, peer_loop.collected(recording, faults, seed, SYMBOLS, SILENCE)))
    beside = {"a loop": theirs} | dict(_beside(recording, faults, seed, every))
    began = monotonic()
    held, account = _collected(recording, faults, seed)
    seconds, ours = monotonic() - began, _verdict(every, held)
    memory = getrusage(RUSAGE_SELF).ru_maxrss // 1_024
    return Figure(
        name="ticks-day",
        says=f"{len(recording):,} trades, {FAULTS} faults: {_says(ours)}; "
        + "; ".join(f"{name}: {says}" for name, says in beside.items()),
        bar="0 lost, doubled, changed",
        passed=not any(ours.values()),
        numbers={"ours": ours, "beside": beside, "seconds": seconds, "megabytes": memory},
        table=account.lines(),
    )


def _beside(
    recording: Sequence[Happening], faults: Sequence[Fault], seed: int, every: Held
) -> Iterator[tuple[str, str]]:
    for name, held in others(recording, faults, seed):
        yield (
            name,
            held if isinstance(held, str) else _says(_verdict(_since_first(every, held), held)),
        )


def _since_first(every: Held, held: Held) -> Held:
    """Leave out what was before the first that was held: it may have been late to listen."""
    first = {symbol: min(map(itemgetter(0), rows), default=0) for symbol, rows in held.items()}
    return {
        symbol: [one for one in rows if one[0] >= first.get(symbol, 0)]
        for symbol, rows in every.items()
    }


def _recording(trades: int) -> Iterator[Happening]:
    """Give two markets' trades in turns."""
    sides = [
        made_up_frames.frames(trades // 2, symbol, SEED + n) for n, symbol in enumerate(SYMBOLS)
    ]
    for frames in zip(*sides, strict=True):
        yield from happenings(frames)


def _collected(
    recording: Sequence[Happening], faults: Sequence[Fault], seed: int
) -> tuple[Held, Account]:
    with TemporaryDirectory() as folder:
        world = compose(replace(Settings(), home=Path(folder)))
        world.get(Schema).migrate()
        with Exchange(recording, faults, seed=seed) as exchange:
            collector = world.get(Collectors).collector(
                SYMBOLS, Feed.AGGREGATES, exchange.stream_url, exchange.rest_url, SILENCE
            )
            with collector:
                replayed(collector, exchange, Event())
        held = {one: [*_held(world.get(Markets), world.get(AskedTrades), one)] for one in SYMBOLS}
        world.get(Schema).let_go()
        return held, collector.account


def _held(markets: Markets, asked: AskedTrades, symbol: str) -> Iterator[Texts]:
    market, first = markets.opened(symbol, Feed.AGGREGATES), 0
    while page := asked.trades(market.id, first, PAGE):
        for one in page:
            yield one.id, one.told_price, one.told_quantity
        first = page[-1].id + 1


def _told(recording: Sequence[Happening], symbol: str) -> list[Texts]:
    rows = (one.data for one in recording if one.data["s"] == symbol)
    return [(row["a"], row["p"], row["q"]) for row in rows]


def _verdict(every: Held, held: Held) -> dict[str, int]:
    """Count what is missing, there twice, or not as it was told."""
    counts = Counter(lost=0, doubled=0, changed=0)
    for symbol, told in every.items():
        there = Counter(one[0] for one in held[symbol])
        counts["lost"] += sum(one[0] not in there for one in told)
        counts["doubled"] += there.total() - len(there)
        counts["changed"] += len(set(held[symbol]) - set(told))
    return dict(counts)


def _says(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counts.items())
