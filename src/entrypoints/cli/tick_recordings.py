"""What of a recording can be collected together: markets of one feed, told in one unit of time."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

import click

from domain.ticks.errors import SymbolMalformed
from domain.ticks.market import Feed, symbol
from domain.ticks.moments import TimeUnit
from entrypoints.testing.exchange import Happening
from entrypoints.testing.exchange.recording import is_in_microseconds

QUERIES = {TimeUnit.MILLISECONDS: "", TimeUnit.MICROSECONDS: "?timeUnit=MICROSECOND"}


class Part(NamedTuple):
    feed: Feed
    unit: TimeUnit
    symbols: Sequence[str]

    def __str__(self) -> str:
        return f"{self.feed} in {self.unit}: {', '.join(self.symbols)}"


def parts(recording: Sequence[Happening]) -> list[Part]:
    """Return them in the order of their names; raises click.ClickException where there is none.

    A market's unit is that of its first trade: the two cannot be mistaken for each other.
    """
    units: dict[tuple[Feed, str], TimeUnit] = {}
    for market, unit in _markets(recording):
        units.setdefault(market, unit)
    found: dict[tuple[Feed, TimeUnit], list[str]] = {}
    for (feed, name), unit in sorted(units.items()):
        found.setdefault((feed, unit), []).append(name)
    if not found:
        raise click.ClickException("a recording has aggregates or trades")
    return [Part(*kind, names) for kind, names in sorted(found.items())]


def _markets(recording: Sequence[Happening]) -> Iterator[tuple[tuple[Feed, str], TimeUnit]]:
    for one in recording:
        name, _, kind = one.stream.partition("@")
        time = one.data.get("T")
        if kind not in list(Feed) or type(time) is not int:
            continue
        is_micro = is_in_microseconds(time)
        unit = TimeUnit.MICROSECONDS if is_micro else TimeUnit.MILLISECONDS
        with suppress(SymbolMalformed):
            yield (Feed(kind), symbol(name)), unit


def strangers(recording: Sequence[Happening]) -> list[str]:
    """Return streams of trades whose symbol is none that can be collected."""
    return sorted(filter(_is_strange, {one.stream for one in recording}))


def _is_strange(stream: str) -> bool:
    name, _, kind = stream.partition("@")
    try:
        symbol(name)
    except SymbolMalformed:
        return kind in list(Feed)
    return False
