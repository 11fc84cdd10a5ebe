"""Fills holes in a thread of its own, beside the stream."""

import time
from collections.abc import Callable
from functools import partial
from threading import Event

from application.ticks.audit import AuditMinutes
from application.ticks.filling import FillHoles
from application.ticks.leading import Leading
from application.ticks.resuming import Resuming
from domain.ticks.market import Market, MarketId
from entrypoints.workers.carefully import Carefully
from entrypoints.workers.incidents import KeptIncidents

EVERY_SECONDS = 5.0
GRACE_SECONDS = 0.1
"""A trade that is only late comes in this time, and need not be asked for."""
AUDIT_SECONDS = 60.0
PAGE_SECONDS = 0.01
"""Between two rounds while there is more to do at once."""
LAST_ROUNDS = 10


class Filling:
    def __init__(
        self,
        fill: FillHoles,
        audit: AuditMinutes,
        incidents: KeptIncidents,
        leading: Leading,
        resuming: Resuming,
        watch: Callable[[Market], None],
    ) -> None:
        self._fill, self._audit, self._leading = fill, audit, leading
        self._incidents, self._resuming, self._watch = incidents, resuming, watch
        self._audited: dict[MarketId, float] = {}
        self._woken = Event()
        self._carefully = Carefully(leading, incidents)
        self._audits = Carefully(leading, incidents)

    def wake(self, *, beyond: bool) -> None:
        """Look soon; `beyond` also asks for what came after the newest trade of quiet markets."""
        if beyond:
            self._resuming.begin(self._leading.led())
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
        work += [partial(self._audits, self._audit_in_time, one) for one in led]
        work += [partial(self._carefully, self._older, one) for one in led]
        work.append(partial(self._carefully, self._keep_incidents))
        waits = [one() for one in work if not stop.is_set()]
        return min([*filter(None, waits), EVERY_SECONDS])

    def _live(self, market: Market) -> float:
        """Fill a market's holes; one whose stream began and tells nothing is asked about."""
        question = self._resuming.question(market)
        wait = 0.0 if question is None else self._resuming.wait(question)
        is_asked = question is not None and not wait
        is_whole = self._fill(market, beyond=is_asked)
        self._watch(market)
        if question is not None and is_asked and self._fill.is_settled(market):
            self._resuming.answered(market, question)
        if not is_whole:
            return self._carefully.longer(market)
        self._carefully.well(market)
        return wait

    def _older(self, market: Market) -> float:
        return PAGE_SECONDS if self._fill.fill_older(market) else 0.0

    def _keep_incidents(self) -> float:
        return PAGE_SECONDS if self._incidents.keep() else 0.0

    def _audit_in_time(self, market: Market) -> float:
        now = time.monotonic()
        if now - self._audited.get(market.id, float("-inf")) >= AUDIT_SECONDS:
            self._audited[market.id] = now
            self._audit(market)
            self._audits.well(market)
        return 0.0
