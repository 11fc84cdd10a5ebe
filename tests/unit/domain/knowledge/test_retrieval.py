"""Two rankings become one."""

from uuid import UUID

import pytest

from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Calibration, Hit, fuse

A, B, C = (PassageId(UUID(int=number)) for number in (1, 2, 3))


def test_what_both_legs_like_comes_first() -> None:
    fused = fuse([[Hit(A, 9.0), Hit(B, 8.0)], [Hit(C, 0.9), Hit(B, 0.8)]])

    assert [hit.passage_id for hit in fused] == [B, A, C]
    assert fused[0].score == pytest.approx(2 / 62)


def test_ties_fall_by_passage_id() -> None:
    assert [hit.passage_id for hit in fuse([[Hit(B, 1.0)], [Hit(A, 1.0)]])] == [A, B]


def test_no_legs_find_nothing() -> None:
    assert fuse([]) == []
    assert fuse([[], []]) == []


def test_relevance_is_a_share_between_unrelated_and_related() -> None:
    relevance = Calibration(unrelated=0.2, related=0.6).relevance

    assert [relevance(cosine) for cosine in (-1, 0.2, 0.4, 0.6, 1)] == pytest.approx(
        [0, 0, 0.5, 1, 1]
    )
