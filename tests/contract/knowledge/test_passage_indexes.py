"""What every PassageIndexes promises: indexes side by side, each of which can be dropped."""

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from adapters.knowledge.file_index.indexes import FilePassageIndexes
from adapters.knowledge.memory_indexes import InMemoryPassageIndexes
from application.knowledge.ports import IndexedPassage, PassageIndex, PassageIndexes
from domain.errors import Invalid
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import GenerationId
from domain.knowledge.passage import PassageId
from support.elasticsearch import own_indexes
from support.passages import held_of

ACME, PAPER = OrganisationId(UUID(int=1)), DocumentId(UUID(int=2))
ONE, TWO = GenerationId(UUID(int=0xA)), GenerationId(UUID(int=0xB))

Open = Callable[[], PassageIndexes]
"""Opens the one place again, as another process would."""


def memory(_: Path) -> Iterator[Open]:
    indexes = InMemoryPassageIndexes()
    yield lambda: indexes


def file(folder: Path) -> Iterator[Open]:
    opened: list[FilePassageIndexes] = []

    def open_again() -> PassageIndexes:
        opened.append(FilePassageIndexes(folder / "index"))
        return opened[-1]

    yield open_again
    for indexes in opened:
        indexes.close()


def elasticsearch(_: Path) -> Iterator[Open]:
    with own_indexes() as open_again:
        yield open_again


@pytest.fixture(
    params=[memory, file, pytest.param(elasticsearch, marks=pytest.mark.service)],
    ids=lambda make: make.__name__,
)
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    yield from request.param(tmp_path)


@pytest.fixture
def indexes(open_again: Open) -> PassageIndexes:
    return open_again()


def passage(text: str = "agents", length: int = 3) -> IndexedPassage:
    return IndexedPassage(PassageId(uuid4()), text, array("f", [1.0] + [0.0] * (length - 1)))


def found(index: PassageIndex, length: int = 3) -> set[PassageId]:
    """Return what both legs find, which is the same."""
    by_words = {hit.passage_id for hit in index.keyword(ACME, "agents", limit=9)}
    vector = passage(length=length).vector
    assert {hit.passage_id for hit in index.dense(ACME, vector, limit=9)} == by_words
    assert held_of(index, ACME, PAPER) == len(by_words)
    return by_words


def test_generations_do_not_see_each_other(indexes: PassageIndexes) -> None:
    old, new = passage(), passage()
    indexes.of(ONE).replace(ACME, PAPER, [old])
    indexes.of(TWO).replace(ACME, PAPER, [new])

    assert found(indexes.of(ONE)) == {old.id}
    assert found(indexes.of(TWO)) == {new.id}


def test_generations_may_hold_vectors_of_different_lengths(indexes: PassageIndexes) -> None:
    short, long = passage(length=2), passage(length=5)
    indexes.of(ONE).replace(ACME, PAPER, [short])
    indexes.of(TWO).replace(ACME, PAPER, [long])

    assert found(indexes.of(ONE), length=2) == {short.id}
    assert found(indexes.of(TWO), length=5) == {long.id}
    with pytest.raises(Invalid):
        indexes.of(ONE).dense(ACME, long.vector, limit=1)


def test_one_generation_asked_for_twice_is_one_index(indexes: PassageIndexes) -> None:
    held = passage()
    indexes.of(ONE).replace(ACME, PAPER, [held])

    assert found(indexes.of(ONE)) == {held.id}


def test_what_nothing_was_put_into_holds_nothing(indexes: PassageIndexes) -> None:
    index = indexes.of(ONE)
    index.remove(ACME, PAPER)
    index.replace(ACME, PAPER, [])

    assert found(index) == set()


def test_pointing_at_a_generation_changes_nothing_that_is_found(indexes: PassageIndexes) -> None:
    old, new = passage(), passage()
    indexes.point(ONE)
    indexes.of(ONE).replace(ACME, PAPER, [old])
    indexes.of(TWO).replace(ACME, PAPER, [new])

    for generation in (TWO, TWO, ONE):
        indexes.point(generation)
        assert found(indexes.of(ONE)) == {old.id}
        assert found(indexes.of(TWO)) == {new.id}


def test_a_dropped_generation_holds_nothing_and_leaves_the_other_alone(
    indexes: PassageIndexes,
) -> None:
    stays = passage()
    indexes.of(ONE).replace(ACME, PAPER, [passage()])
    indexes.of(TWO).replace(ACME, PAPER, [stays])

    indexes.drop(ONE)

    assert found(indexes.of(ONE)) == set()
    assert found(indexes.of(TWO)) == {stays.id}


def test_dropping_twice_or_what_never_was_is_fine(indexes: PassageIndexes) -> None:
    indexes.of(ONE).replace(ACME, PAPER, [passage()])
    for _ in range(2):
        indexes.drop(ONE)
    indexes.drop(TWO)

    assert found(indexes.of(ONE)) == found(indexes.of(TWO)) == set()


def test_a_dropped_generation_can_be_made_again_with_other_vectors(
    indexes: PassageIndexes,
) -> None:
    index, back = indexes.of(ONE), passage(length=5)
    index.replace(ACME, PAPER, [passage(), passage()])
    assert len(found(index)) == 2
    indexes.drop(ONE)

    index.replace(ACME, PAPER, [back])

    assert found(index, length=5) == {back.id}


def test_who_has_it_open_elsewhere_sees_the_drop_and_the_new_one(open_again: Open) -> None:
    here, there = open_again(), open_again().of(ONE)
    there.replace(ACME, PAPER, [passage()])
    assert len(found(there)) == 1

    here.drop(ONE)
    assert found(there) == set()

    back = passage(length=5)
    here.of(ONE).replace(ACME, PAPER, [back])
    assert found(there, length=5) == {back.id}


def test_who_has_it_open_elsewhere_can_make_it_again(open_again: Open) -> None:
    here, there, back = open_again(), open_again().of(ONE), passage(length=5)
    there.replace(ACME, PAPER, [passage()])
    here.drop(ONE)

    there.replace(ACME, PAPER, [back])

    assert found(here.of(ONE), length=5) == {back.id}


def test_an_index_dropped_and_made_again_elsewhere_is_not_taken_for_the_old(
    open_again: Open,
) -> None:
    here, there, back = open_again(), open_again().of(ONE), passage()
    there.replace(ACME, PAPER, [passage()])
    assert len(found(there)) == 1
    here.drop(ONE)
    here.of(ONE).replace(ACME, PAPER, [back])

    assert found(there) == {back.id}
    added = passage()
    there.replace(ACME, DocumentId(uuid4()), [added])
    assert [hit.passage_id for hit in here.of(ONE).keyword(ACME, "agents", limit=9)] == sorted(
        [back.id, added.id]
    )
