"""Dropping a generation's folder while others use it, and after one died doing so."""

from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest

from adapters.knowledge.file_index.index import MANIFEST
from adapters.knowledge.file_index.indexes import DROPPED, FilePassageIndexes
from adapters.knowledge.file_index.manifest import Dropped, Manifest
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import GenerationId
from domain.knowledge.passage import PassageId
from support.passages import held_of

ACME, PAPER = OrganisationId(UUID(int=1)), DocumentId(UUID(int=2))
ONE = GenerationId(UUID(int=0xA))


@pytest.fixture
def indexes(tmp_path: Path) -> Iterator[FilePassageIndexes]:
    with closing(FilePassageIndexes(tmp_path, patience=0.2)) as opened:
        opened.of(ONE).replace(ACME, PAPER, [passage()])
        yield opened


@pytest.fixture
def manifest(tmp_path: Path) -> Iterator[Manifest]:
    with closing(Manifest(tmp_path / ONE.hex / MANIFEST, patience=20)) as opened:
        yield opened


def passage() -> IndexedPassage:
    return IndexedPassage(PassageId(uuid4()), "agents", array("f", [1.0, 0.0]))


def test_a_change_under_way_is_not_cut_off(indexes: FilePassageIndexes, manifest: Manifest) -> None:
    with manifest.changing(), pytest.raises(Unavailable):
        indexes.drop(ONE)

    assert held_of(indexes.of(ONE), ACME, PAPER) == 1


def test_a_change_that_waited_for_a_drop_does_not_write_to_what_is_gone(
    indexes: FilePassageIndexes, manifest: Manifest, tmp_path: Path
) -> None:
    began = Event()

    def change() -> None:
        began.set()
        with manifest.changing():
            pytest.fail("it changed what was dropped")

    with manifest.reading():
        pass  # now it has the file open
    with (
        ThreadPoolExecutor(1) as pool,
        closing(Manifest(tmp_path / ONE.hex / MANIFEST, patience=1)) as other,
    ):
        with other.changing():
            waiting = pool.submit(change)
            began.wait()
            (tmp_path / ONE.hex).rename(tmp_path / f"{DROPPED}by-another")
            assert not waiting.done()
        with pytest.raises(Dropped):
            waiting.result()


def test_a_search_of_what_was_dropped_makes_no_folder(
    indexes: FilePassageIndexes, tmp_path: Path
) -> None:
    indexes.drop(ONE)

    assert indexes.of(ONE).keyword(ACME, "agents", limit=1) == []
    assert indexes.of(ONE).dense(ACME, passage().vector, limit=1) == []
    assert list(tmp_path.iterdir()) == []


def test_what_a_dying_process_left_is_removed_by_the_next_drop(
    indexes: FilePassageIndexes, tmp_path: Path
) -> None:
    (tmp_path / ONE.hex).rename(tmp_path / f"{DROPPED}half")

    indexes.drop(ONE)

    assert list(tmp_path.iterdir()) == []


def test_what_another_process_dropped_is_let_go_of(
    indexes: FilePassageIndexes, tmp_path: Path
) -> None:
    assert len(indexes.of(ONE).keyword(ACME, "agents", limit=5)) == 1
    with closing(FilePassageIndexes(tmp_path)) as other:
        other.drop(ONE)
    assert deleted_files(tmp_path)
    indexes.of(GenerationId(UUID(int=0xB)))
    assert not deleted_files(tmp_path)


def deleted_files(folder: Path) -> list[str]:
    """Return the files below it that this process has open though they have no name any more."""
    held = (one.readlink() for one in Path("/proc/self/fd").iterdir() if one.is_symlink())
    return [str(one) for one in held if one.is_relative_to(folder) and "(deleted)" in str(one)]
