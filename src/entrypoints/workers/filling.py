"""Fills holes in a thread of its own, beside the stream."""

import time
from functools import partial
from threading import Event
from typing import NamedTuple

from application.ticks.audit import AuditMinutes
from application.ticks.filling import FillHoles
from application.ticks.leading import Leading
from domain.ticks.market import Market, MarketId
from entrypoints.workers.carefully import Carefully
from entrypoints.workers.incidents import KeptIncidents

EVERY_SECONDS = 5.0
GRACE_SECONDS = 0.1
"""A trade that is only late comes in this time, and need not be asked for."""
QUIET_SECONDS = 0.5
AUDIT_SECONDS = 60.0
PAGE_SECONDS = 0.01
"""Between two rounds while there is more to do at once."""
LAST_ROUNDS = 10


class Quiet(NamedTuple):
    """A market whose newest trade was that one until then."""

    newest: int | None
    until: float


class Filling:
    def __init__(
        self, fill: FillHoles, audit: AuditMinutes, incidents: KeptIncidents, leading: Leading
    ) -> None:
        self._fill, self._audit, self._leading = fill, audit, leading
        self._incidents = incidents
        self._audited: dict[MarketId, float] = {}
        self._woken = Event()
        self._quiet: dict[MarketId, Quiet | None] = {}
        self._carefully = Carefully(leading)

    def wake(self, *, beyond: bool) -> None:
        """Look soon; `beyond` also asks for what came after the newest trade of quiet markets."""
        if beyond:
            for market in self._leading.led():
                self._quiet.setdefault(market.id)
        self._woken.set()

    def run(self, stop: Event) -> None:
        wait = EVERY_SECONDS
        while not stop.is_set():
            if self._woken.wait(wait):
                stop.wait(GRACE_SECONDS)
            self._woken.clear()
            wait = self._round(stop)
        for _ in range(LAST_ROUNDS):
            if self._carefully(self._keep_incidents) != PAGE_SECONDS:
                return

    def _round(self, stop: Event) -> float:
        """Live holes of all markets first, and then a page of each one's older trades.

        Returns for how many seconds there is nothing to do.
        """
        led = self._leading.led()
        work = [partial(self._carefully, self._live, one) for one in led]
        work += [partial(self._carefully, self._older, one) for one in led]
        work.append(partial(self._carefully, self._keep_incidents))
        waits = [one() for one in work if not stop.is_set()]
        return min([*filter(None, waits), EVERY_SECONDS])

    def _live(self, market: Market) -> float:
        """Fill a market's holes."""
        beyond, wait = self._is_quiet(market)
        is_whole = self._fill(market, beyond=beyond)
        self._audit_in_time(market)
        if not is_whole:
            return self._carefully.longer(market)
        if not wait:
            self._quiet.pop(market.id, None)
        self._carefully.well(market)
        return wait

    def _older(self, market: Market) -> float:
        return PAGE_SECONDS if self._fill.fill_older(market) else 0.0

    def _keep_incidents(self) -> float:
        return PAGE_SECONDS if self._incidents.keep() else 0.0

    def _is_quiet(self, market: Market) -> tuple[bool, float]:
        """Say whether a market that is to be asked about has told nothing, and how long to wait.

        As soon as its stream tells of a trade, what was missed before that is a hole.
        """
        if market.id not in self._quiet:
            return False, 0.0
        newest, now = self._fill.newest(market), time.monotonic()
        quiet = self._quiet[market.id] or Quiet(newest, now + QUIET_SECONDS)
        self._quiet[market.id] = quiet
        if newest != quiet.newest:
            return False, 0.0
        return now >= quiet.until, max(0.0, quiet.until - now)

    def _audit_in_time(self, market: Market) -> None:
        now = time.monotonic()
        if now - self._audited.get(market.id, float("-inf")) >= AUDIT_SECONDS:
            self._audited[market.id] = now
            self._audit(market)
