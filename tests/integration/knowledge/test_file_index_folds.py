"""The file index's words: those that wait and those that were folded in are one ranking."""

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from adapters.knowledge.file_index.index import MANIFEST, FilePassageIndex
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.passage import PassageId

ACME, OTHER = OrganisationId(UUID(int=1)), OrganisationId(UUID(int=2))
EAST = array("f", [1.0, 0.0])
WORDS = ["agents", "clocks", "bread", "quartz", "rivers", "the", "lamps", "towers"]


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[FilePassageIndex]:
    with closing(FilePassageIndex(tmp_path / "waiting")) as index:
        yield index


@pytest.fixture
def folding(tmp_path: Path) -> Iterator[FilePassageIndex]:
    with closing(FilePassageIndex(tmp_path / "folding", most_pending=0)) as index:
        yield index


def text(random: Random) -> str:
    """Return up to 300 words, the first of `WORDS` much more often than the last."""
    weights = [1 / rank for rank in range(1, len(WORDS) + 1)]
    return " ".join(random.choices(WORDS, weights, k=random.choice([1, 20, 30, 45, 70, 300])))


def write(index: FilePassageIndex, number: int, *texts: str, by: OrganisationId = ACME) -> None:
    passages = [
        IndexedPassage(PassageId(UUID(int=1_000 * number + at)), text, EAST)
        for at, text in enumerate(texts)
    ]
    index.replace(by, DocumentId(UUID(int=number)), passages)


def fill(*indexes: FilePassageIndex) -> None:
    random = Random(7)
    for number in range(1, 30):
        texts = [text(random) for _ in range(3)]
        for index in indexes:
            write(index, number, *texts, by=OTHER if number % 5 == 0 else ACME)


def scores(index: FilePassageIndex, query: str) -> dict[int, float]:
    return {hit.passage_id.int: hit.score for hit in index.keyword(ACME, query, limit=100)}


@pytest.mark.parametrize("query", ["agents", "quartz rivers", "towers of bread and lamps"])
def test_words_that_wait_score_as_those_that_tantivy_holds(
    waiting: FilePassageIndex, folding: FilePassageIndex, query: str
) -> None:
    fill(waiting, folding)

    assert scores(waiting, query) == pytest.approx(scores(folding, query), rel=1e-5)


def test_a_term_is_as_rare_as_it_is_among_all(
    waiting: FilePassageIndex, folding: FilePassageIndex, tmp_path: Path
) -> None:
    """Half of the passages are in tantivy, and the term is common only among the others."""
    for index in (waiting, folding):
        write(index, 1, "agents stay", *["clocks stay"] * 5)
    with closing(FilePassageIndex(tmp_path / "waiting", most_pending=0)) as folds:
        write(folds, 2, "clocks stay")
    write(folding, 2, "clocks stay")
    for index in (waiting, folding):
        write(index, 3, *["agents leave"] * 6)

    assert scores(waiting, "agents clocks") == pytest.approx(
        scores(folding, "agents clocks"), rel=1e-5
    )


def test_words_are_folded_in_when_they_are_too_many(tmp_path: Path) -> None:
    from tantivy import Index

    with closing(FilePassageIndex(tmp_path, most_pending=4)) as index:
        held = []
        for number in range(1, 7):
            write(index, number, "agents", "clocks")
            held.append(Index.open(str(tmp_path / "words")).searcher().num_docs)

            assert len(scores(index, "agents")) == number

    assert held == [0, 0, 6, 6, 6, 12]


def test_a_document_that_waits_is_replaced_and_removed(waiting: FilePassageIndex) -> None:
    write(waiting, 1, "agents", "agents")
    write(waiting, 1, "agents")
    write(waiting, 2, "agents")
    assert set(scores(waiting, "agents")) == {1_000, 2_000}

    waiting.remove(ACME, DocumentId(UUID(int=1)))

    assert set(scores(waiting, "agents")) == {2_000}


def test_a_reader_follows_words_from_waiting_into_tantivy(
    waiting: FilePassageIndex, tmp_path: Path
) -> None:
    with closing(FilePassageIndex(tmp_path / "waiting", most_pending=3)) as writer:
        for number in range(1, 20):
            write(writer, number % 7, "agents", "agents")

            assert len(scores(waiting, "agents")) == 2 * min(number, 7)


def test_an_index_from_before_words_waited_goes_on(
    folding: FilePassageIndex, waiting: FilePassageIndex, tmp_path: Path
) -> None:
    write(folding, 1, "agents")
    folding.close()
    with closing(sqlite3.connect(tmp_path / "folding" / MANIFEST)) as manifest:
        manifest.executescript("DROP TABLE pending; DROP TABLE folded; PRAGMA user_version = 1")

    with closing(FilePassageIndex(tmp_path / "folding")) as upgraded:
        assert set(scores(upgraded, "agents")) == {1_000}
        write(upgraded, 2, "agents")
        assert set(scores(upgraded, "agents")) == {1_000, 2_000}
