"""Collect a recording to its end, and what was missing of it."""

import time
from contextlib import suppress
from threading import Event

from application.errors import ApplicationError
from domain.ticks.market import Market
from entrypoints.testing.exchange import Exchange
from entrypoints.workers.collecting import Collector

SETTLE_SECONDS = 120.0
QUIET_ROUNDS = 2
AUDITS = 2
"""A minute that differs is told of when it does so twice."""


def replayed(collector: Collector, exchange: Exchange, stop: Event) -> int:
    """Collect until all is played and every hole is filled; return how many trades are lost.

    Those that the exchange turned out not to have are among them.

    It is over when nothing came while holes were looked for a few times, and none was found that
    can be filled: what a recording leaves out, or has in no readable form, the double has not.
    """
    while not exchange.finished.is_set() and not stop.is_set():
        collector.step()
    ends, quiet = time.monotonic() + SETTLE_SECONDS, 0
    while quiet < QUIET_ROUNDS and not stop.is_set() and time.monotonic() < ends:
        quiet = quiet + 1 if _is_quiet(collector, exchange) else 0
    with suppress(ApplicationError):  # an exchange that does not answer has been told of
        for market in [*collector.leading.led()] * AUDITS:
            collector.audit(market)
    return collector.missing() + collector.account.absent


def _is_quiet(collector: Collector, exchange: Exchange) -> bool:
    """Collect, and ask for what is missing; say whether all is there and nothing came."""
    received = collector.account.received
    collector.step()
    if collector.account.received != received or collector.collect.is_behind():
        return False
    try:
        return all(_is_filled(collector, exchange, one) for one in collector.leading.led())
    except ApplicationError:  # the exchange is to be left alone, or something is away
        return False


def _is_filled(collector: Collector, exchange: Exchange, market: Market) -> bool:
    name, doubts = (market.symbol, market.feed), collector.fill.doubts
    return collector.fill(market, beyond=True) or all(
        not exchange.ledger.has(*name, hole.first, hole.last) or doubts.is_unreadable(name, hole)
        for hole in collector.fill.live(market)
    )
