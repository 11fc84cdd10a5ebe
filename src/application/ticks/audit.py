"""Hold our minutes against the exchange's own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from application.ticks.account import Account
from application.ticks.feed import TradeHistory
from application.ticks.ports import Absent, AskedTrades, Audits
from application.ticks.reports import Report, Reporter, What
from domain.ticks.coverage import Missing, Why, coverage
from domain.ticks.market import Market, MarketId
from domain.ticks.moments import MINUTE, SECOND, floor, told
from domain.ticks.ranges import Range

MOST: Final = 1_000
"""Minutes that are asked for at once; one that is not whole by then is left alone."""
AT_FIRST: Final = 10
"""Minutes that a collector looks back on when it begins."""
SETTLING: Final = 10 * SECOND
"""So long after its end the exchange may still sum up a minute."""
Minute = tuple[Range | None, Range | None]


@dataclass(slots=True)
class Audited:
    """`left` have not been judged yet, and of them `differed` did once; minutes by their start."""

    until: int
    left: set[int] = field(default_factory=set)
    differed: set[int] = field(default_factory=set)

    def due(self, until: int) -> Sequence[int]:
        """Return the minutes to judge, up to that one."""
        self.left.update(range(max(self.until, until - MOST * MINUTE), until, MINUTE))
        self.until = max(self.until, until)
        self.left = {one for one in self.left if one >= until - MOST * MINUTE}
        self.differed &= self.left
        return sorted(self.left)

    def judge(self, judged: Iterable[int], differ: Iterable[int]) -> None:
        self.left.difference_update(judged)
        self.differed = (self.differed | {*differ}) & self.left


@dataclass(slots=True)
class AuditMinutes:
    """Each minute once, when it is over and no trade of it is missing. Raises as the history.

    One that differs is compared again by the next audit, and told of if it still does.
    """

    history: TradeHistory
    asked: AskedTrades
    absent: Absent
    audits: Audits
    account: Account
    reporter: Reporter
    _audited: dict[MarketId, Audited] = field(default_factory=dict, init=False)
    _turn: Lock = field(default_factory=Lock, init=False)

    def __call__(self, market: Market) -> None:
        newest = self.asked.newest(market.id)
        if newest is None:
            return
        until = floor(newest.time - SETTLING, MINUTE)
        with self._turn:
            first = Audited(until - AT_FIRST * MINUTE)
            audited = self._audited.setdefault(market.id, first)
            self._judge(market, audited, audited.due(until))

    def _judge(self, market: Market, audited: Audited, due: Sequence[int]) -> None:
        whole = due and self._whole(market, due)
        if not whole:
            return
        minutes = self._minutes(market, whole[0], whole[-1] + MINUTE)
        both = {start: minutes.get(start, (None, None)) for start in whole}
        differ = {start for start, (kept, said) in both.items() if _sums(kept) != _sums(said)}
        agreed = [start for start in whole if start not in differ]
        again = sorted(differ & audited.differed)
        if agreed or again:
            self.audits.note(market.id, agreed, again)
        self.account.audited += sum(both[start][0] is not None for start in agreed)
        for start in again:
            self._tell(market, start, *both[start])
        audited.judge([*agreed, *again], differ)

    def _whole(self, market: Market, due: Sequence[int]) -> Sequence[int]:
        """Return those of which no trade is missing that the exchange has."""
        spans, absent = self.asked.spans(market.id), self.absent.all(market.id)
        missing = coverage(spans, due[0], due[-1] + MINUTE, absent).missing
        missing = tuple(one for one in missing if one.why is not Why.ABSENT)
        torn = set(_minutes_of(missing, due[0], due[-1]))
        return [one for one in due if one not in torn]

    def _minutes(self, market: Market, since: int, until: int) -> dict[int, Minute]:
        name = (market.symbol, market.feed)
        said = {one.start: one for one in self.history.minutes(name, since, until)}
        kept = {one.start: one for one in self.asked.ranges(market.id, since, until, MOST)}
        return {start: (kept.get(start), said.get(start)) for start in said.keys() | kept.keys()}

    def _tell(self, market: Market, start: int, kept: Range | None, said: Range | None) -> None:
        self.account.audited += 1
        self.account.mismatches += 1
        detail = f"minute {told(start)}: kept {kept}, the exchange says {said}"
        self.reporter.tell(Report(What.MISMATCH, (market.symbol, market.feed), detail))


def _minutes_of(missing: Iterable[Missing], first: int, last: int) -> Iterator[int]:
    """Give the minutes that lack something; a trade may be missing at either end, too."""
    for one in missing:
        since, until = max(first, floor(one.since, MINUTE)), min(last, floor(one.until, MINUTE))
        yield from range(since, until + 1, MINUTE)


def _sums(one: Range | None) -> tuple[int, ...] | None:
    if one is None:
        return None
    return (one.open, one.high, one.low, one.close, one.volume, one.trades)
