"""What an embedder's cosines mean."""

import pytest

from domain.knowledge.retrieval import Calibration


def test_relevance_is_a_share_between_unrelated_and_related() -> None:
    relevance = Calibration(unrelated=0.2, related=0.6).relevance

    assert [relevance(cosine) for cosine in (-1, 0.2, 0.4, 0.6, 1)] == pytest.approx(
        [0, 0, 0.5, 1, 1]
    )


def test_what_is_related_lies_five_deviations_above_what_is_not() -> None:
    assert Calibration(unrelated=0.15, related=0.65).deviation == pytest.approx(0.1)
