"""Audits and incidents of markets on their way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from application.ticks.read_audit import Audited
from application.ticks.read_incidents import Numbered
from domain.ticks.audited import MINUTES
from domain.ticks.moments import told
from entrypoints.http.ticks.coverage_views import TradesCoverage
from entrypoints.http.ticks.queries import place


class AuditView(msgspec.Struct):
    """Minutes of a UTC day: `agreed` and `differing` were held against the exchange's own.

    `mismatches` are those that differ, by their beginning; an incident tells of each.
    """

    symbol: str
    feed: str
    date: date
    agreed: int
    differing: int
    not_audited: int
    mismatches: list[datetime]
    coverage: TradesCoverage

    @classmethod
    def of(cls, one: Audited) -> AuditView:
        day = one.day
        return cls(
            symbol=one.market.symbol,
            feed=one.market.feed.value,
            date=told(day.start).date(),
            agreed=day.agreed.bit_count(),
            differing=day.differing.bit_count(),
            not_audited=MINUTES - day.count,
            mismatches=[told(start) for start in day.mismatches],
            coverage=TradesCoverage.of(one.coverage),
        )


class IncidentView(msgspec.Struct):
    """`what` is a stable word; ids are of trades.

    `raw` is the first 4 KiB of what came, as text; it had `size` bytes.
    """

    number: int
    what: str
    at: datetime
    detail: str
    first_id: int | None
    last_id: int | None
    raw: str
    size: int

    @classmethod
    def of(cls, numbered: Numbered) -> IncidentView:
        number, one = numbered
        raw = one.raw.decode(errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
        return cls(number, one.what, told(one.at), one.detail, one.first, one.last, raw, one.size)


class IncidentsView(msgspec.Struct):
    items: list[IncidentView]
    next_cursor: str | None

    @classmethod
    def of(cls, found: Sequence[Numbered], further: int | None) -> IncidentsView:
        return cls([IncidentView.of(one) for one in found], place(further))
