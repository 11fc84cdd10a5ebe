"""What each trade of a live stream is to those before it."""

from application.ticks.following import RECENT, Following
from application.ticks.reports import What
from domain.ticks.market import Feed
from domain.ticks.moments import MINUTE
from support.trades import a_trade

NAME = ("BTCUSDT", Feed.AGGREGATES)


def test_trades_that_follow_each_other_are_fresh() -> None:
    trades = [a_trade(5), a_trade(6)]
    judged = Following(NAME, a_trade(4)).judge(trades)

    assert judged.fresh == trades
    assert (judged.past, judged.duplicates, judged.missed, judged.reports) == (0, 0, 0, [])


def test_what_came_before_is_a_duplicate_however_late_it_comes_again() -> None:
    following = Following(NAME, None)
    following.judge([a_trade(5), a_trade(6)])
    judged = following.judge([a_trade(5)])

    assert (judged.fresh, judged.duplicates) == ([], 1)


def test_a_past_trade_that_says_another_thing_is_for_the_database_to_judge() -> None:
    following = Following(NAME, None)
    following.judge([a_trade(5), a_trade(6)])
    judged = following.judge([a_trade(5, price=7)])

    assert (judged.fresh, judged.past) == ([a_trade(5, price=7)], 1)


def test_missing_trades_are_counted_and_named() -> None:
    judged = Following(NAME, a_trade(4)).judge([a_trade(9)])

    assert judged.missed == 4
    (incident,) = judged.reports
    assert (incident.what, incident.first, incident.last) == (What.LOST, 5, 8)


def test_a_silence_of_the_exchange_is_told_with_the_trades_around_it() -> None:
    judged = Following(NAME, a_trade(4)).judge([a_trade(5, 5 * MINUTE)])

    (incident,) = judged.reports
    assert (incident.what, incident.first, incident.last) == (What.EXCHANGE_DOWN, 4, 5)
    assert judged.missed == 0


def test_only_so_many_are_remembered() -> None:
    following = Following(NAME, None)
    following.judge([a_trade(number) for number in range(3 * RECENT)])

    assert len(following._recent) == len(following._order) == RECENT
    assert following.judge([a_trade(0)]).past == 1
