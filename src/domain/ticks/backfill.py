"""Trades that somebody wants to have as well: by their ids, or by their times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType, Self
from uuid import UUID

from domain.ids import UserId
from domain.ticks.absence import Absence, without
from domain.ticks.backfill_errors import BackfillApart, BackfillForgotten, BackfillMalformed
from domain.ticks.market import MarketId
from domain.ticks.moments import told
from domain.ticks.spans import Span

BackfillId = NewType("BackfillId", UUID)
MOST: Final = 10_000_000
"""Trades of one backfill: about an hour of an exchange's weight, at a thousand a request."""


class BackfillState(StrEnum):
    WAITING = "waiting"
    FILLING = "filling"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """Trades `first` to `last`; until a collector found out which those are, `since` to `until`.

    Ids are both included. Times are microseconds since 1970, `until` not included.
    """

    id: BackfillId
    market: MarketId
    asked_at: datetime
    asked_by: UserId
    first: int | None = None
    last: int | None = None
    since: int | None = None
    until: int | None = None

    def checked(self) -> Self:
        """Raises BackfillMalformed for what is neither, both, the wrong way round or too much."""
        ids, times = (self.first, self.last), (self.since, self.until)
        given = [pair for pair in (ids, times) if pair != (None, None)]
        if len(given) != 1 or None in given[0]:
            raise BackfillMalformed("say from_id and to_id, or from and to")
        first, last = given[0]
        if first is None or last is None or first > last:
            raise BackfillMalformed("it ends before it begins")
        if given[0] is ids and last - first >= MOST:
            raise BackfillMalformed(f"a backfill has {MOST} trades at most")
        return self

    def remembered(self, forgotten: int, oldest: int | None) -> Self:
        """Return it; raises BackfillForgotten where it begins among trades that were forgotten.

        Those have ids up to `forgotten`, -1 for none; `oldest` is the time of the first after them.
        """
        if self.first is not None and self.first <= forgotten:
            raise BackfillForgotten(f"trade {forgotten + 1}")
        if self.since is not None and oldest is not None and forgotten >= 0 and self.since < oldest:
            raise BackfillForgotten(told(oldest).isoformat())
        return self

    def reaching(self, spans: Sequence[Span]) -> Self:
        """Return it; raises BackfillApart where its ids end before what is held begins."""
        if not spans:
            raise BackfillApart(None)
        if self.last is not None and self.last < spans[0].first - 1:
            raise BackfillApart(spans[0].first)
        return self

    def resolved(self, first: int, last: int) -> Self:
        """Return it with the ids of the trades of its time; `last` < `first` when there are none.

        Of more than one backfill may have, the oldest are left out.
        """
        return replace(self, first=max(first, last - MOST + 1), last=last)

    def left(
        self, spans: Sequence[Span], absent: Sequence[Absence] = ()
    ) -> Iterator[tuple[int, int]]:
        """Give ids that are missing, first and last: neither held nor absent from the exchange."""
        for first, last in self._not_held(spans):
            yield from without(first, last, absent)

    def _not_held(self, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
        if self.first is None or self.last is None:
            return
        at = self.first
        for span in spans:
            if span.last < at or span.first > self.last:
                continue
            if span.first > at:
                yield at, span.first - 1
            at = span.last + 1
        if at <= self.last:
            yield at, self.last

    def state(self, spans: Sequence[Span], absent: Sequence[Absence] = ()) -> BackfillState:
        if self.first is None:
            return BackfillState.WAITING
        return BackfillState.FILLING if any(self.left(spans, absent)) else BackfillState.COMPLETE
