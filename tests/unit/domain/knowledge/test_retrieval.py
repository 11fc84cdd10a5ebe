"""Two rankings become one."""

from uuid import UUID

import pytest

from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Calibration, Hit, fuse

A, B, C = (PassageId(UUID(int=number)) for number in (1, 2, 3))


def test_what_both_legs_like_comes_first() -> None:
    fused = fuse([[Hit(A, 9.0), Hit(B, 8.0)], [Hit(C, 0.9), Hit(B, 0.8)]], depth=50)

    assert [hit.passage_id for hit in fused] == [B, A, C]
    assert fused[0].score == pytest.approx(8 / 8.5 + 0.8 / 0.85)


def test_a_leg_whose_best_stands_out_outweighs_one_that_sees_little_difference() -> None:
    sure, unsure = [Hit(A, 9.0), Hit(B, 2.0), Hit(C, 1.0)], [Hit(B, 0.6), Hit(C, 0.5), Hit(A, 0.4)]

    assert [hit.passage_id for hit in fuse([sure, unsure], depth=3)] == [A, B, C]


def test_what_a_full_leg_brought_last_counts_no_more_than_what_it_left_out() -> None:
    fused = fuse([[Hit(A, 9.0), Hit(B, 8.0)], [Hit(C, 0.9)]], depth=2)

    assert {hit.passage_id: hit.score for hit in fused} == pytest.approx({A: 2, B: 0, C: 1})


def test_the_only_hit_of_a_leg_counts() -> None:
    fused = fuse([[Hit(C, 3.0)], [Hit(A, 0.5), Hit(B, 0.4), Hit(C, 0.3)]], depth=50)

    assert fused[0].passage_id == C


def test_scores_below_nothing_count_as_nothing() -> None:
    assert fuse([[Hit(A, -0.1)]], depth=50) == [Hit(A, 0.0)]


def test_ties_fall_by_passage_id() -> None:
    assert [hit.passage_id for hit in fuse([[Hit(B, 1.0)], [Hit(A, 1.0)]], depth=50)] == [A, B]


def test_no_legs_find_nothing() -> None:
    assert fuse([], depth=50) == []
    assert fuse([[], []], depth=50) == []


def test_relevance_is_a_share_between_unrelated_and_related() -> None:
    relevance = Calibration(unrelated=0.2, related=0.6).relevance

    assert [relevance(cosine) for cosine in (-1, 0.2, 0.4, 0.6, 1)] == pytest.approx(
        [0, 0, 0.5, 1, 1]
    )
