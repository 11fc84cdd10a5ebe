"""How long a worker's step rests, by how much there was to do."""

import pytest

from entrypoints.workers.worker import Step


@pytest.mark.parametrize(
    ("done", "seconds"), [(0, 0.02), (5, 0.02), (6, 0.1), (249, 0.1), (250, 0.0), (500, 0.0)]
)
def test_what_comes_often_is_gathered_and_a_full_step_is_taken_again(
    done: int, seconds: float
) -> None:
    assert Step("publish", lambda: done, 0.02, 250, 0.1).take() == seconds


@pytest.mark.parametrize(("done", "seconds"), [(0, 0.05), (1, 0.0), (500, 0.0)])
def test_without_gathering_a_step_rests_only_when_there_was_nothing(
    done: int, seconds: float
) -> None:
    assert Step("relay", lambda: done).take() == seconds
