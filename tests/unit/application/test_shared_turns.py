"""What one does for all who came meanwhile, and what each of them is told."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import pytest

from application.shared_turns import SharedTurns

SPOILT = 13


@dataclass
class Doubling:
    """Doubles numbers once it is let; 13 fails by itself, and a negative one spoils all."""

    let: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    rounds: list[list[int]] = field(default_factory=list)

    def __call__(self, numbers: Sequence[int]) -> Sequence[int | BaseException]:
        self.begun.set()
        assert self.let.wait(60)
        self.rounds.append(list(numbers))
        if min(numbers) < 0:
            raise LookupError(min(numbers))
        return [ValueError(one) if one == SPOILT else 2 * one for one in numbers]


def asked_while_busy(
    turns: SharedTurns[int, int], work: Doubling, pool: ThreadPoolExecutor, *numbers: int
) -> list[Future[int]]:
    first = pool.submit(turns, 1)
    assert work.begun.wait(60)
    others = []
    for place, one in enumerate(numbers, start=1):
        others.append(pool.submit(turns, one))
        while len(turns.waiting) < place:
            pass
    work.let.set()
    return [first, *others]


def told(one: Future[int]) -> int | type[BaseException]:
    error = one.exception(60)
    return one.result(60) if error is None else type(error)


def test_who_comes_meanwhile_is_seen_to_together_and_told_their_own() -> None:
    work = Doubling()
    turns = SharedTurns(work, lambda _: 1, 10)
    with ThreadPoolExecutor(8) as pool:
        asked = asked_while_busy(turns, work, pool, 2, SPOILT, 4)
        assert [told(one) for one in asked] == [2, 4, ValueError, 8]
    assert work.rounds == [[1], [2, SPOILT, 4]]


def test_a_bug_is_raised_to_all_of_its_turn_and_the_next_go_on() -> None:
    work = Doubling()
    turns = SharedTurns(work, abs, 10)
    with ThreadPoolExecutor(8) as pool:
        asked = asked_while_busy(turns, work, pool, 5, -1, 7)
        assert [told(one) for one in asked] == [2, LookupError, LookupError, 14]
    assert work.rounds == [[1], [5, -1], [7]]
    assert turns(3) == 6


def test_who_is_heavier_than_all_may_be_is_seen_to_alone() -> None:
    work = Doubling()
    turns = SharedTurns(work, lambda one: one, 10)
    with ThreadPoolExecutor(8) as pool:
        asked = asked_while_busy(turns, work, pool, 99, 4, 6, 1)
        assert [told(one) for one in asked] == [2, 198, 8, 12, 2]
    assert work.rounds == [[1], [99], [4, 6], [1]]


def test_nobody_is_forgotten_under_load() -> None:
    work = Doubling()
    work.let.set()
    turns = SharedTurns(work, lambda _: 1, 10)
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(turns, range(100, 2_100))) == [2 * one for one in range(100, 2_100)]
    with pytest.raises(ValueError, match=str(SPOILT)):
        turns(SPOILT)
