"""The fresh sets and other seeds of them: what was seen through once stays seen through."""

from collections.abc import Callable, Sequence

import pytest
from benchmarks.events.personal_data.drawn import rows as seventh
from benchmarks.events.personal_data.fresh import fifth, fourth
from benchmarks.events.personal_data.outside import rows as sixth
from benchmarks.events.personal_data.row import Row
from benchmarks.events.personal_data.scoring import scored

from support.redacting import ours

PRECISION = 0.985


@pytest.mark.parametrize(
    ("rows", "seed", "recall"),
    [
        pytest.param(fourth.rows, fourth.SEED, 0.998, id="fourth"),
        pytest.param(fourth.rows, 7, 0.995, id="fourth of another seed"),
        pytest.param(fifth.rows, fifth.SEED, 0.991, id="fifth"),
        pytest.param(fifth.rows, 7, 0.985, id="fifth of another seed"),
        pytest.param(sixth.rows, sixth.SEED, 0.998, id="sixth"),
        pytest.param(sixth.rows, 7, 0.995, id="sixth of another seed"),
        pytest.param(seventh.rows, seventh.SEED, 0.999, id="seventh"),
        pytest.param(seventh.rows, 7, 0.99, id="seventh of another seed"),
    ],
)
def test_recall_and_precision(
    rows: Callable[[int], Sequence[Row]], seed: int, recall: float
) -> None:
    score = scored(rows(seed), ours)

    assert score.wanted > 1000
    assert score.recall >= recall, score.by_shape()
    assert score.precision >= PRECISION, score.mistaken
