"""Two rankings become one."""

from math import isfinite
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.knowledge.fusion import COMPARED, fuse
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Calibration, Hit, in_order

A, B, C = (PassageId(UUID(int=number)) for number in (1, 2, 3))
SCALE = Calibration(unrelated=0.1, related=0.6)
DEPTH = 12
PASSAGES = st.integers(1, 20).map(lambda number: PassageId(UUID(int=number)))


def leg(least: float, greatest: float) -> st.SearchStrategy[list[Hit]]:
    """Return what a leg may bring: best first, each passage once, ties by passage id."""
    scores = st.floats(least, greatest, allow_nan=False)
    held = st.dictionaries(PASSAGES, scores, max_size=DEPTH)
    return held.map(lambda one: list(in_order(one)))


KEYWORD, DENSE = leg(0, 300), leg(-1, 1)


def names(hits: object) -> list[PassageId]:
    assert isinstance(hits, list)
    return [hit.passage_id for hit in hits]


def many(best: float, tenth: float) -> list[Hit]:
    """Return ten keyword hits, of which A is the first."""
    rest = [PassageId(UUID(int=100 + number)) for number in range(COMPARED - 1)]
    return [Hit(A, best), *(Hit(one, tenth) for one in rest)]


def test_what_both_legs_like_comes_first() -> None:
    fused = fuse([Hit(A, 6.0), Hit(B, 5.0)], [Hit(C, 0.5), Hit(B, 0.45)], SCALE, DEPTH)

    assert names(fused) == [B, A, C]
    assert fused[0].score == pytest.approx(5 / 0.5 + 3.5**2 / 2)


def test_words_count_by_how_much_they_choose() -> None:
    near = [Hit(B, 0.5)]

    assert fuse(many(8.0, 1.0), near, SCALE, DEPTH)[0].passage_id == A
    assert fuse(many(8.0, 7.0), near, SCALE, DEPTH)[0].passage_id == B


def test_words_that_ten_passages_share_alike_choose_nothing() -> None:
    assert not any(hit.score for hit in fuse(many(8.0, 8.0), [], SCALE, DEPTH))


def test_what_a_full_dense_leg_left_out_is_taken_to_be_as_near_as_its_last() -> None:
    dense = [Hit(A, 0.6), Hit(B, 0.3)]

    full = {hit.passage_id: hit.score for hit in fuse([Hit(C, 1.0)], dense, SCALE, depth=2)}
    all_there_is = {hit.passage_id: hit.score for hit in fuse([Hit(C, 1.0)], dense, SCALE, depth=3)}

    assert full[C] == pytest.approx(2 + 2**2 / 2)
    assert all_there_is[C] == pytest.approx(2)


def test_a_full_leg_whose_last_is_below_the_unrelated_moves_what_unrelated_is() -> None:
    """The cosines of an embedder that nobody measured may all be small, and still tell."""
    strict = Calibration(unrelated=0.9, related=1.0)
    dense = [Hit(B, 0.5), Hit(A, 0.4)]

    assert names(fuse([], dense, strict, depth=2)) == [B, A]
    assert names(fuse([], dense, strict, depth=3)) == [A, B]


def test_a_leg_that_found_nothing_leaves_the_other_as_it_is() -> None:
    keyword, dense = [Hit(B, 3.0), Hit(A, 2.0)], [Hit(C, 0.6), Hit(A, 0.3)]

    assert names(fuse(keyword, [], SCALE, DEPTH)) == [B, A]
    assert names(fuse([], dense, SCALE, DEPTH)) == [C, A]
    assert fuse([], [], SCALE, DEPTH) == []


def test_ties_fall_by_passage_id() -> None:
    assert names(fuse([Hit(A, 2.0), Hit(B, 2.0)], [], SCALE, DEPTH)) == [A, B]
    assert names(fuse([], [Hit(B, -0.1), Hit(C, -0.2)], SCALE, DEPTH)) == [B, C]


@given(KEYWORD, DENSE)
def test_what_either_leg_brought_is_there_once_with_a_finite_score(
    keyword: list[Hit], dense: list[Hit]
) -> None:
    fused = fuse(keyword, dense, SCALE, DEPTH)

    assert sorted(names(fused)) == sorted({*names(keyword), *names(dense)})
    assert all(isfinite(hit.score) and hit.score >= 0 for hit in fused)
    assert fused == in_order({hit.passage_id: hit.score for hit in fused})


@given(KEYWORD, DENSE)
def test_what_is_no_worse_in_both_legs_is_never_below(keyword: list[Hit], dense: list[Hit]) -> None:
    scores = {hit.passage_id: hit.score for hit in fuse(keyword, dense, SCALE, DEPTH)}
    words = {hit.passage_id: hit.score for hit in keyword}
    meaning = {hit.passage_id: hit.score for hit in dense}

    for one in words.keys() & meaning.keys():
        for other in words.keys() & meaning.keys():
            if words[one] >= words[other] and meaning[one] >= meaning[other]:
                assert scores[one] >= scores[other]


@given(st.permutations(range(1, 21)), KEYWORD, DENSE)
def test_names_decide_nothing_but_ties(
    order: list[int], keyword: list[Hit], dense: list[Hit]
) -> None:
    renamed = {PassageId(UUID(int=at)): PassageId(UUID(int=to)) for at, to in enumerate(order, 1)}

    def again(leg: list[Hit]) -> list[Hit]:
        return list(in_order({renamed[hit.passage_id]: hit.score for hit in leg}))

    before = {renamed[hit.passage_id]: hit.score for hit in fuse(keyword, dense, SCALE, DEPTH)}
    after = {hit.passage_id: hit.score for hit in fuse(again(keyword), again(dense), SCALE, DEPTH)}
    assert before == after
