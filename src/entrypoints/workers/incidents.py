"""What is worth telling about a market: in the log at once, and in the database soon."""

from collections import deque
from collections.abc import Mapping
from threading import Lock

import structlog

from application.clock import Clock
from application.errors import Unavailable
from application.ticks.feed import Name
from application.ticks.ports import Incidents
from application.ticks.reports import Report
from domain.ticks.incident import Incident
from domain.ticks.market import Market
from domain.ticks.moments import microseconds

MOST = 10_000
RAW_TOLD = 200
AT_ONCE = 100
"""So many are kept before others have their turn."""
log = structlog.get_logger()


class KeptIncidents:
    """Who tells waits for no database: what is told is kept by whoever calls `keep`.

    While none can be kept, the latest stay in memory, and all are in the log.
    """

    def __init__(self, kept: Incidents, markets: Mapping[Name, Market], clock: Clock) -> None:
        self._kept, self._markets, self._clock = kept, markets, clock
        self._waiting: deque[Incident] = deque(maxlen=MOST)
        self._lock = Lock()

    def tell(self, report: Report) -> None:
        market = self._markets.get(report.name) if report.name else None
        waiting = Incident(
            what=report.what.value,
            at=microseconds(self._clock.now()),
            market=None if market is None else market.id,
            detail=report.detail,
            first=report.first,
            last=report.last,
            raw=report.raw,
        )
        with self._lock:
            self._waiting.append(waiting)
        named = {"symbol": report.name[0] if report.name else None, "detail": report.detail}
        ids = {"first": report.first, "last": report.last}
        raw = {"raw": report.raw[:RAW_TOLD].decode(errors="replace")} if report.raw else {}
        log.warning("ticks_incident", what=report.what, **named, **ids, **raw)

    def keep(self) -> bool:
        """Keep the oldest that wait; say whether more can be kept at once."""
        for _ in range(AT_ONCE):
            if (incident := self._oldest()) is None:
                return False
            try:
                self._kept.note(incident)
            except Unavailable:  # it is away
                return False
            with self._lock:
                if self._waiting and self._waiting[0] is incident:  # else it had to make room
                    self._waiting.popleft()
        return self._oldest() is not None

    def _oldest(self) -> Incident | None:
        with self._lock:
            return self._waiting[0] if self._waiting else None
