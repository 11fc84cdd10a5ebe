"""What each trade of a live stream is to those before it."""

from hypothesis import given
from hypothesis import strategies as st

from application.ticks.following import RECENT, Following
from application.ticks.reports import What
from domain.ticks.columns import ColumnTrades, columns
from domain.ticks.market import Feed
from domain.ticks.moments import MINUTE, SECOND
from domain.ticks.trade import Trade
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
    following.judge([a_trade(number, number * MINUTE // 1_000) for number in range(3 * RECENT)])

    assert len(following._recent) == len(following._order) == RECENT
    assert following.judge([a_trade(0)]).past == 1


LATER = 5_000


def test_a_single_id_out_of_all_reason_moves_nothing() -> None:
    following = Following(NAME, a_trade(4))
    crazy = a_trade(10**9)
    first = following.judge([a_trade(5), crazy])
    assert (first.fresh, first.is_in_doubt, first.refused) == ([a_trade(5)], True, 0)
    then = following.judge([a_trade(6), a_trade(7)])

    assert (then.fresh, then.past, then.missed) == ([a_trade(6), a_trade(7)], 0, 0)
    assert (then.is_in_doubt, then.refused) == (False, 1)
    (incident,) = then.reports
    assert (incident.what, incident.first) == (What.IMPLAUSIBLE, 10**9)
    assert "0.00000100 0.00000010 at" in incident.detail


def test_ids_that_are_far_ahead_and_agree_are_a_loss() -> None:
    following = Following(NAME, a_trade(4))
    assert following.judge([a_trade(LATER)]).fresh == []
    judged = following.judge([a_trade(LATER), a_trade(LATER + 1)])

    assert judged.fresh == [a_trade(LATER), a_trade(LATER + 1)]
    (incident,) = judged.reports
    assert (incident.what, incident.first, incident.last) == (What.LOST, 5, LATER - 1)
    assert judged.missed == LATER - 5


def test_ids_that_were_used_up_in_the_meantime_are_believed_at_once() -> None:
    judged = Following(NAME, a_trade(4)).judge([a_trade(LATER, MINUTE)])

    assert (judged.missed, judged.is_in_doubt) == (LATER - 5, False)


def test_several_ids_that_do_not_agree_are_each_refused() -> None:
    following = Following(NAME, a_trade(4))
    wild = [a_trade(number * 10**7) for number in range(1, 100)]
    judged = following.judge([*wild, a_trade(5)])

    assert (judged.fresh, judged.refused) == ([a_trade(5)], 99)
    assert len(judged.reports) == 20


def test_late_trades_of_long_ago_are_late_and_nothing_else() -> None:
    judged = Following(NAME, a_trade(LATER, MINUTE)).judge([a_trade(4)])

    assert (judged.fresh, judged.past) == ([a_trade(4)], 1)


def test_ids_that_begin_anew_are_told_once_and_followed_from_there() -> None:
    following = Following(NAME, a_trade(10**6))
    began = [a_trade(number, MINUTE + number) for number in range(1, 5)]
    judged = following.judge(began)

    assert judged.fresh == began
    (incident,) = judged.reports
    assert (incident.what, incident.first, incident.last) == (What.RESET, 1, 10**6)
    assert following.is_reset
    lost = following.judge([a_trade(7, MINUTE + 7)])
    assert [(one.what, one.first, one.last) for one in lost.reports] == [(What.LOST, 5, 6)]


def test_one_id_far_behind_begins_nothing_anew() -> None:
    following = Following(NAME, a_trade(10**6))
    judged = following.judge([a_trade(1, MINUTE), a_trade(10**6 + 1, MINUTE + 1)])

    assert (judged.fresh, judged.refused) == ([a_trade(10**6 + 1, MINUTE + 1)], 1)
    assert not following.is_reset


def test_ids_that_go_on_where_they_were_were_not_lost() -> None:
    following = Following(NAME, a_trade(10**6))
    following.judge([a_trade(1, MINUTE), a_trade(2, MINUTE)])
    assert following.is_reset
    judged = following.judge([a_trade(10**6 + number, MINUTE + 1) for number in (1, 2)])

    assert (judged.missed, judged.reports) == (0, [])
    assert not following.is_reset


STEPS = st.tuples(
    st.sampled_from([1] * 20 + [0, 2]), st.sampled_from([1] * 20 + [0, 3]),
    st.sampled_from([0] * 10 + [-1, MINUTE, 5 * MINUTE - 1, 5 * MINUTE, 6 * MINUTE]),
)  # fmt: skip


def walked(steps: list[tuple[int, int, int]]) -> list[Trade]:
    """Return trades, each so many ids, own trades and microseconds after the one before."""
    number, first, time = 4, 4, 0
    trades = list[Trade]()
    for ids, own, passed in steps:
        number, first, time = number + ids, first + own, time + passed
        trades.append(a_trade(number, time, first=first))
    return trades


@given(st.lists(st.lists(STEPS, min_size=1, max_size=8), min_size=1, max_size=4), st.booleans())
def test_a_batch_in_columns_is_judged_as_each_of_its_trades(
    batches: list[list[tuple[int, int, int]]], is_new: bool
) -> None:
    trades = walked([step for steps in batches for step in steps])
    one, other = (Following(NAME, None if is_new else a_trade(4)) for _ in range(2))
    begin = 0
    for some in [*map(len, batches), len(trades)]:  # and the last ones come again
        part = trades[begin : begin + some] or trades
        judged, each = one.judge(ColumnTrades(columns(part))), other.judge(part)
        begin += some

        assert judged.to_keep == each.fresh
        assert judged.reports == each.reports
        assert (judged.past, judged.duplicates, judged.missed) == (
            each.past, each.duplicates, each.missed,
        )  # fmt: skip
        assert one.newest == other.newest


def test_very_many_in_a_row_are_near_each_other() -> None:
    following = Following(NAME, a_trade(4))
    many = ColumnTrades(columns([a_trade(number) for number in range(5, 2_005)]))
    assert following.judge(many).in_a_row is many
    assert following.newest == a_trade(2_004)


def passing(number: int) -> Trade:
    """Return a trade of a market that has a hundred a second."""
    return a_trade(number, number * SECOND // 100)


def test_few_that_come_together_are_remembered_one_by_one() -> None:
    following = Following(NAME, passing(-1))
    for number in range(0, 200, 2):
        judged = following.judge(ColumnTrades(columns([*map(passing, (number, number + 1))])))
        assert judged.in_a_row is not None

    assert (len(following._rows), len(following._recent)) == (0, 200)
    assert following.judge([passing(0), passing(199)]).duplicates == 2


def test_so_many_batches_in_columns_are_remembered() -> None:
    following = Following(NAME, passing(-1))
    for start in range(0, 4 * RECENT, 1_000):
        following.judge(ColumnTrades(columns([*map(passing, range(start, start + 1_000))])))

    assert RECENT <= sum(map(len, following._rows)) < RECENT + 1_000
    assert following.judge([passing(4 * RECENT - 1_000)]).duplicates == 1
    assert following.judge([passing(0)]).past == 1
