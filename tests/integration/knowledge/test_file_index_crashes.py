"""The file index when a writer dies in the middle of a change."""

import os
import signal
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from adapters.knowledge.file_index.index import FilePassageIndex
from adapters.knowledge.file_index.manifest import Transaction
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.passage import PassageId
from support.passages import held_of

SOURCES = Path(__file__).parents[3] / "src"
ACME, PAPER, NOTE = OrganisationId(UUID(int=1)), DocumentId(UUID(int=2)), DocumentId(UUID(int=3))
EAST = array("f", [1.0, 0.0])

DYING_WRITER = """
import os, signal, sys
from array import array
from pathlib import Path
from uuid import UUID
from adapters.knowledge.file_index import keyword_leg
from adapters.knowledge.file_index.index import FilePassageIndex
from adapters.knowledge.file_index.manifest import Transaction
from application.knowledge.ports import IndexedPassage

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "between the commits":
    Transaction.fold = die
elif sys.argv[2] == "before the first commit":
    keyword_leg.from_revision = die
elif sys.argv[2] == "before anything is folded":
    Transaction.retire = Transaction.pending_passages = die
new = [IndexedPassage(UUID(int=n), "agents arrive", array("f", [1, 0])) for n in (30, 31)]
FilePassageIndex(Path(sys.argv[1]), most_pending=0).replace(UUID(int=1), UUID(int=2), new)
"""
MOMENTS = ["before anything is folded", "before the first commit", "between the commits"]


@pytest.fixture(params=[0, 2_000], ids=["folding at once", "words may wait"])
def index(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[FilePassageIndex]:
    """Index in a folder where the writer that dies always folds, and this one may not."""
    index = FilePassageIndex(tmp_path, most_pending=request.param)
    yield index
    index.close()


@pytest.fixture
def folding(tmp_path: Path) -> Iterator[FilePassageIndex]:
    index = FilePassageIndex(tmp_path, most_pending=0)
    yield index
    index.close()


def write(index: FilePassageIndex, document_id: DocumentId, *numbers: int) -> None:
    passages = [IndexedPassage(PassageId(UUID(int=n)), "agents stay", EAST) for n in numbers]
    index.replace(ACME, document_id, passages)


def found(index: FilePassageIndex) -> list[list[int]]:
    legs = (index.keyword(ACME, "agents", limit=2), index.dense(ACME, EAST, limit=2))
    return [[hit.passage_id.int for hit in leg] for leg in legs]


def a_writer_is_killed(folder: Path, moment: str) -> None:
    died = subprocess.run(
        [sys.executable, "-c", DYING_WRITER, str(folder), moment],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_change_never_happened(
    index: FilePassageIndex, tmp_path: Path, moment: str
) -> None:
    write(index, PAPER, 10, 11)
    a_writer_is_killed(tmp_path, moment)
    restarted = FilePassageIndex(tmp_path)

    assert found(index) == found(restarted) == [[10, 11], [10, 11]]
    restarted.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_change_of_the_document_succeeds(
    index: FilePassageIndex, tmp_path: Path, moment: str
) -> None:
    write(index, PAPER, 10, 11)
    a_writer_is_killed(tmp_path, moment)

    write(index, PAPER, 20)

    assert found(index) == [[20], [20]]


def test_another_document_s_change_does_not_bring_the_killed_one_back(
    index: FilePassageIndex, tmp_path: Path
) -> None:
    write(index, PAPER, 10)
    a_writer_is_killed(tmp_path, "between the commits")

    write(index, NOTE, 40)

    assert found(index) == [[10, 40], [10, 40]]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_very_first_change_may_die_as_well(
    index: FilePassageIndex, tmp_path: Path, moment: str
) -> None:
    a_writer_is_killed(tmp_path, moment)
    assert found(index) == [[], []]

    write(index, NOTE, 40)

    assert found(index) == [[40], [40]]


def test_a_removal_does_not_bring_the_killed_change_back(
    index: FilePassageIndex, tmp_path: Path
) -> None:
    write(index, PAPER, 10)
    a_writer_is_killed(tmp_path, "between the commits")

    index.remove(ACME, PAPER)

    assert found(index) == [[], []]
    assert (held_of(index, ACME, PAPER), words_held(tmp_path)) == (0, 0)


def test_what_a_killed_fold_took_in_is_found_once(index: FilePassageIndex, tmp_path: Path) -> None:
    waiting = FilePassageIndex(tmp_path)
    write(waiting, NOTE, 40)
    waiting.close()
    a_writer_is_killed(tmp_path, "between the commits")  # it had folded the note in as well

    assert found(index) == [[40], [40]]

    write(index, PAPER, 10)
    assert found(index) == [[10, 40], [10, 40]]


def test_a_change_that_fails_between_the_commits_never_happened(
    folding: FilePassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write(folding, PAPER, 10)
    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "fold", full)
        with pytest.raises(Unavailable):
            write(folding, PAPER, 20, 21)
    assert found(folding) == [[10], [10]]

    write(folding, NOTE, 40)

    assert found(folding) == [[10, 40], [10, 40]]


def test_the_words_of_a_removed_document_are_gone_at_once(
    folding: FilePassageIndex, tmp_path: Path
) -> None:
    write(folding, PAPER, 10, 11)
    write(folding, NOTE, 20)
    folding.remove(ACME, PAPER)

    assert words_held(tmp_path) == 1


def test_words_that_a_removal_left_behind_are_counted_and_removed_again(
    folding: FilePassageIndex, tmp_path: Path
) -> None:
    write(folding, PAPER, 10, 11)
    folding.replace(ACME, PAPER, [])  # as far as a removal comes that dies before it sweeps
    assert found(folding) == [[], []]
    assert held_of(folding, ACME, PAPER) == 2

    folding.remove(ACME, PAPER)
    assert (held_of(folding, ACME, PAPER), words_held(tmp_path)) == (0, 0)


def words_held(folder: Path) -> int:
    from tantivy import Index

    held: int = Index.open(str(folder / "words")).searcher().num_docs
    return held
