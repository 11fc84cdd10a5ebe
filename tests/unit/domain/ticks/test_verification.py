"""What is kept beside trades is held against them."""

from collections.abc import Sequence
from dataclasses import replace

from domain.ticks.moments import MINUTE
from domain.ticks.ranges import Range, ranges_of
from domain.ticks.spans import Span, spans_of
from domain.ticks.trade import Trade
from domain.ticks.verification import Fault, Verification
from support.trades import START, a_trade

TRADES = [a_trade(one, one * MINUTE // 4, 100 + one % 7) for one in range(40) if one not in {9, 10}]
RANGES = [one.as_range() for one in ranges_of(TRADES, MINUTE).values()]
SPANS = list(spans_of(TRADES))


def verified(trades: Sequence[Trade]) -> Verification:
    made = Verification()
    for at in range(0, len(trades), 7):
        made.add(trades[at : at + 7])
    return made


def faults(
    trades: Sequence[Trade], kept: Sequence[Range] = RANGES, spans: Sequence[Span] = SPANS
) -> list[Fault]:
    return list(verified(trades).faults(kept, spans))


def test_what_the_trades_say_has_no_faults() -> None:
    assert faults(TRADES) == []
    assert [(one.first, one.last) for one in verified(TRADES).holes] == [(9, 10)]


def test_a_range_that_says_another_thing_is_found() -> None:
    wrong = replace(RANGES[3], high=RANGES[3].high + 1)
    (fault,) = faults(TRADES, [*RANGES[:3], wrong, *RANGES[4:]])
    assert (fault.what, fault.at, fault.kept) == ("minute", wrong.start, wrong)


def test_a_range_too_few_and_one_too_many_are_found() -> None:
    more = replace(RANGES[-1], start=RANGES[-1].start + MINUTE)
    assert [one.said for one in faults(TRADES, [*RANGES, more])] == [None]
    assert [one.kept for one in faults(TRADES, RANGES[:-1])] == [None]


def test_a_trade_that_is_gone_from_within_a_span_is_found() -> None:
    whats = {one.what for one in faults([one for one in TRADES if one.id != 20])}
    assert whats == {"minute", "span"}


def test_trades_that_are_kept_no_longer_are_no_fault() -> None:
    young = [one for one in TRADES if one.id >= 22]
    assert faults(young) == []
    assert verified(young).begins(SPANS) == START + 6 * MINUTE


def test_nothing_at_all_is_in_order() -> None:
    assert faults([], [], []) == []
