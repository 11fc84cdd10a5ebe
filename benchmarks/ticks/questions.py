"""The latest price, the price at a second and a day's minutes, asked of ours and of others."""

import gc
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.ticks.charging import Took, charged
from benchmarks.ticks.made_up import BEGIN, DAY
from benchmarks.ticks.peers import Plain
from benchmarks.ticks.store import Stored
from benchmarks.timing import percentile, timed
from domain.ticks.moments import MINUTE, SECOND

OFTEN, TABLES, SELDOM = 2_000, 300, 10
MINUTES = 1_440
Clock = Mapping[str, Sequence[float]]


class NotTheSame(Exception):
    """Ours and a peer's answers differ, so the numbers would mean nothing."""


def asked(store: Stored, last: int) -> Mapping[str, Took]:
    """Return what each of our answers took; trades lie before `last`."""
    ours, market = store.asked, store.market
    gc.collect()
    gc.freeze()  # as `portico serve` does once it is put together
    timed = partial(charged, store.database)
    seconds, days = moments(last, OFTEN), days_before(last, TABLES)
    return {
        "latest": timed(lambda _: ours.newest(market), range(OFTEN)),
        "at a second": timed(lambda end: ours.last_before(market, end), seconds),
        "1,440 minutes": timed(lambda day: ours.ranges(market, day, day + DAY, MINUTES), days),
    }


def asked_plain(plain: Plain, last: int) -> Clock:
    return {
        "latest": timed(lambda _: plain.latest(), range(OFTEN // 10)),
        "at a second": timed(plain.at, moments(last, OFTEN // 10)),
        "1,440 minutes": timed(lambda day: plain.table(day, day + DAY), days_before(last, SELDOM)),
    }


def compare(store: Stored, plain: Plain, last: int) -> None:
    """Hold some of our answers against a peer's; raises NotTheSame."""
    for end in moments(last, 20):
        ours = store.asked.last_before(store.market, end)
        if ours is None or abs(Decimal(str(plain.at(end))) - Decimal(ours.told_price)) > 0:
            raise NotTheSame(f"{plain.name}: {end}")
    for day in days_before(last, 1):
        theirs = [(row[0], row[4]) for row in plain.table(day, day + DAY)]
        ranges = store.asked.ranges(store.market, day, day + DAY, MINUTES)
        if theirs != [(one.start, one.count) for one in ranges]:
            raise NotTheSame(f"{plain.name}: {day}")


def moments(last: int, many: int) -> list[int]:
    random = Random(5)
    return [random.randrange(BEGIN + MINUTE, last) // SECOND * SECOND for _ in range(many)]


def days_before(last: int, many: int) -> list[int]:
    random, latest = Random(5), max(last - DAY, BEGIN)
    return [random.randint(BEGIN, latest) // MINUTE * MINUTE for _ in range(many)]


def told(took: Clock) -> str:
    return ", ".join(
        f"{name} {percentile(one, 0.5):.3f}/{percentile(one, 0.99):.3f}"
        for name, one in took.items()
    )


def worst(took: Clock) -> float:
    return max(percentile(one, 0.99) for one in took.values())
