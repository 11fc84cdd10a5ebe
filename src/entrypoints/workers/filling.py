"""Fills holes in a thread of its own, beside the stream."""

import time
from threading import Event
from typing import NamedTuple

import structlog

from application.errors import TooMany, Unavailable
from application.ticks.audit import AuditMinutes
from application.ticks.filling import FillHoles
from application.ticks.leading import Leading
from domain.ticks.errors import NotTheLeader
from domain.ticks.market import Market, MarketId
from entrypoints.workers.incidents import KeptIncidents

EVERY_SECONDS = 5.0
GRACE_SECONDS = 0.1
"""A trade that is only late comes in this time, and need not be asked for."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
QUIET_SECONDS = 0.5
AUDIT_SECONDS = 60.0
log = structlog.get_logger()


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
        self._pause = FIRST_PAUSE

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
            if not stop.is_set():
                waits = list(filter(None, map(self._one, self._leading.led())))
                wait = min([*waits, EVERY_SECONDS])
                self._incidents.keep()
        self._incidents.keep()

    def _one(self, market: Market) -> float:
        """Fill a market's holes; return for how many seconds there is more to do, or 0."""
        try:
            beyond, wait = self._is_quiet(market)
            is_whole = self._fill(market, beyond=beyond)
            self._audit_in_time(market)
        except TooMany as error:
            log.warning("ticks_history_waits", symbol=market.symbol, seconds=error.retry_after)
            return float(error.retry_after)
        except Unavailable as error:
            log.warning("ticks_history_away", symbol=market.symbol, error=str(error))
            return self._longer()
        except NotTheLeader:
            self._leading.lost(market)
            return 0.0
        if not is_whole:
            return self._longer()
        if not wait:
            self._quiet.pop(market.id, None)
        self._pause = FIRST_PAUSE
        return wait

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

    def _longer(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        return pause
