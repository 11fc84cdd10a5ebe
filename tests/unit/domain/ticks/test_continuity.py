"""The continuity law judges every message."""

from domain.ticks.continuity import SILENCE, Continuity, Verdict
from domain.ticks.trade import Trade
from support.trades import a_trade


def judged(*trades: Trade) -> list[Verdict]:
    line = Continuity()
    return [line.judge(trade) for trade in trades]


def test_trades_that_follow_each_other_are_next() -> None:
    assert judged(a_trade(1), a_trade(2), a_trade(3)) == [
        Verdict.FIRST,
        Verdict.NEXT,
        Verdict.NEXT,
    ]


def test_a_hole_in_the_ids_is_a_loss() -> None:
    assert judged(a_trade(1), a_trade(4)) == [Verdict.FIRST, Verdict.LOST]


def test_a_hole_in_time_alone_is_the_exchange_standing_still() -> None:
    assert judged(a_trade(1), a_trade(2, SILENCE)) == [Verdict.FIRST, Verdict.EXCHANGE_DOWN]
    assert judged(a_trade(1), a_trade(2, SILENCE - 1)) == [Verdict.FIRST, Verdict.NEXT]


def test_a_hole_in_both_is_a_loss() -> None:
    assert judged(a_trade(1), a_trade(3, SILENCE)) == [Verdict.FIRST, Verdict.LOST]


def test_numbers_that_the_exchange_left_out_are_no_loss() -> None:
    assert judged(a_trade(1, first=10), a_trade(5, first=11)) == [Verdict.FIRST, Verdict.SKIPPED]


def test_aggregates_in_a_row_with_trades_missing_in_them_are_uneven() -> None:
    assert judged(a_trade(1, first=10), a_trade(2, first=13)) == [Verdict.FIRST, Verdict.UNEVEN]


def test_what_is_not_newer_is_past_and_changes_nothing() -> None:
    assert judged(a_trade(5), a_trade(5), a_trade(3), a_trade(6)) == [
        Verdict.FIRST,
        Verdict.PAST,
        Verdict.PAST,
        Verdict.NEXT,
    ]


def test_time_that_goes_backwards_is_no_hole() -> None:
    assert judged(a_trade(1, SILENCE), a_trade(2, 0)) == [Verdict.FIRST, Verdict.NEXT]
