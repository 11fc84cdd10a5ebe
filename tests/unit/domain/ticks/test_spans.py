"""What is held, what is missing, and what an answer may claim."""

from hypothesis import given
from hypothesis import strategies as st

from domain.ticks.absence import Absence
from domain.ticks.columns import columns
from domain.ticks.coverage import Why, coverage, covers_end
from domain.ticks.spans import Hole, gaps, holes, joined, spans_in, spans_of
from support.trades import START, a_trade


@given(st.sets(st.integers(1, 60)).flatmap(lambda ids: st.permutations(sorted(ids))))
def test_spans_and_holes_are_all_the_ids_there_are(ids: list[int]) -> None:
    spans = list(spans_of(a_trade(one, one) for one in ids))
    held = {one for span in spans for one in range(span.first, span.last + 1)}
    lost = {one for hole in holes(spans) for one in range(hole.first, hole.last + 1)}
    assert held == set(ids)
    assert lost == (set(range(min(ids), max(ids) + 1)) - held if ids else set())


def test_spans_that_overlap_or_touch_become_one() -> None:
    early, late = (list(spans_of(a_trade(one, one) for one in ids)) for ids in ([1, 2, 3], [3, 4]))
    (one,) = joined([*late, *early])
    assert (one.first, one.last, one.since, one.until) == (1, 4, START + 1, START + 4)


def test_numbers_that_the_exchange_left_out_make_no_hole() -> None:
    (one,) = spans_of([a_trade(1, first=10), a_trade(5, first=11)])
    assert (one.first, one.last) == (1, 5)


def test_a_hole_has_its_ids_and_the_times_around_it() -> None:
    spans = list(spans_of([a_trade(1, 0), a_trade(2, 10), a_trade(7, 90)]))
    assert list(holes(spans)) == [Hole(3, 6, START + 10, START + 90)]


SPANS = list(spans_of([a_trade(1, 0), a_trade(2, 10), a_trade(7, 90), a_trade(8, 95)]))


def test_an_answer_between_the_first_and_the_last_trade_of_a_span_is_complete() -> None:
    assert coverage(SPANS, START, START + 10).complete
    assert coverage(SPANS, START + 91, START + 96).complete


def test_an_answer_says_what_it_misses() -> None:
    missing = coverage(SPANS, START - 5, START + 200).missing
    assert [(one.why, one.since - START, one.until - START) for one in missing] == [
        (Why.BEFORE_COLLECTION, -5, 0),
        (Why.LOST, 10, 90),
        (Why.NOT_RECEIVED, 95, 200),
    ]
    assert (missing[1].first, missing[1].last) == (3, 6)


def test_of_a_market_without_trades_all_is_missing() -> None:
    assert [one.why for one in coverage([], 0, 9).missing] == [Why.NOT_RECEIVED]


def test_the_last_trade_before_a_moment_is_known_only_within_a_span() -> None:
    known = [at for at in (0, 1, 10, 11, 50, 90, 91, 95, 96) if covers_end(SPANS, START + at)]
    assert known == [1, 10, 91, 95]


@given(st.sets(st.integers(1, 60)).map(sorted))
def test_columns_make_the_spans_that_their_trades_make(ids: list[int]) -> None:
    trades = [a_trade(one, -one, first=10 * one) for one in ids]
    assert list(joined(spans_in(columns(trades)))) == list(spans_of(trades))


def test_one_that_claims_more_trades_than_there_are_hides_no_hole() -> None:
    crazy = a_trade(3, 3)._replace(last_id=10**9)
    spans = list(spans_of([a_trade(1, 1), a_trade(2, 2), crazy, a_trade(9, 9), a_trade(10, 10)]))
    assert [(one.first, one.last) for one in holes(spans)] == [(4, 8)]


def test_a_hole_between_times_that_go_backwards_lies_between_both() -> None:
    spans = list(spans_of([a_trade(1, 0), a_trade(2, 50), a_trade(4, 40), a_trade(5, 90)]))
    assert list(holes(spans)) == [Hole(3, 3, START + 40, START + 50)]
    assert not coverage(spans, START, START + 45).complete
    assert [covers_end(spans, START + at) for at in (40, 45, 50, 51)] == [True, False, False, True]


def test_what_the_exchange_has_not_is_no_hole_wherever_it_lies() -> None:
    spans = list(spans_of(a_trade(one, one) for one in (1, 10, 20, 30)))
    absent = [Absence(2, 9), Absence(12, 15), Absence(25, 40)]
    found = [(one.first, one.last) for one in holes(spans, absent)]
    assert found == [(11, 11), (16, 19), (21, 24)]
    assert covers_end(spans, START + 5, absent)
    assert not covers_end(spans, START + 5)


def test_what_the_exchange_has_not_stands_among_the_gaps_by_its_ids() -> None:
    spans = list(spans_of(a_trade(one, one) for one in (1, 10, 20, 30)))
    absent = [Absence(2, 9), Absence(12, 15), Absence(25, 40)]
    found = [(one.first, one.last, one.is_absent) for one in gaps(spans, absent)]
    assert found == [
        (2, 9, True), (11, 11, False), (12, 15, True), (16, 19, False), (21, 24, False),
        (25, 29, True),
    ]  # fmt: skip
    missing = coverage(spans, START + 1, START + 31, absent).missing
    assert [one.why for one in missing] == [
        Why.ABSENT, Why.LOST, Why.ABSENT, Why.LOST, Why.LOST, Why.ABSENT,
    ]  # fmt: skip


def test_of_no_time_nothing_is_missing() -> None:
    assert coverage(SPANS, START + 50, START + 50).complete
    assert coverage([], START + 9, START).complete
