"""The file index between processes: what one writes the others find, and nothing is lost."""

import os
import subprocess
import sys
from array import array
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from adapters.knowledge.file_index.index import FilePassageIndex
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.passage import PassageId

SOURCES = Path(__file__).parents[3] / "src"
ACME = OrganisationId(UUID(int=1))
EAST = array("f", [1.0, 0.0])

WRITER = """
import sys
from array import array
from pathlib import Path
from uuid import UUID
from adapters.knowledge.file_index.index import FilePassageIndex
from application.knowledge.ports import IndexedPassage

folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
index = FilePassageIndex(folder)
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, last):
    id = UUID(int=number)
    index.replace(UUID(int=1), id, [IndexedPassage(id, f"agents {number}", array("f", [1, 0]))])
index.close()
"""


class Writer:
    """A process that replaces documents `first` to `last` once it is told to."""

    def __init__(self, folder: Path, first: int, last: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITER, str(folder), str(first), str(last)],
            env={**os.environ, "PYTHONPATH": str(SOURCES)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def go(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def done(self) -> None:
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0


def found(index: FilePassageIndex, text: str = "agents") -> list[set[int]]:
    legs = (index.keyword(ACME, text, limit=500), index.dense(ACME, EAST, limit=500))
    return [{hit.passage_id.int for hit in leg} for leg in legs]


def write(index: FilePassageIndex, number: int, text: str = "agents") -> None:
    passage = IndexedPassage(PassageId(UUID(int=number)), text, EAST)
    index.replace(ACME, DocumentId(UUID(int=number)), [passage])


def test_another_process_s_changes_are_seen_at_the_next_search(tmp_path: Path) -> None:
    index = FilePassageIndex(tmp_path)
    write(index, 1)
    assert found(index) == [{1}, {1}]
    writer = Writer(tmp_path, 2, 5)
    writer.go()
    writer.done()

    assert found(index) == [{1, 2, 3, 4}] * 2
    index.close()


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [Writer(tmp_path, first, first + 15) for first in (1, 101, 201)]
    for writer in writers:
        writer.go()
    for writer in writers:
        writer.done()
    index = FilePassageIndex(tmp_path)

    expected = {first + step for first in (1, 101, 201) for step in range(15)}
    assert found(index) == [expected, expected]
    index.close()


def test_what_was_written_outlives_the_process(tmp_path: Path) -> None:
    before = FilePassageIndex(tmp_path)
    write(before, 1)
    write(before, 2, "clocks")
    before.close()

    after = FilePassageIndex(tmp_path)
    assert found(after) == [{1}, {1, 2}]
    after.close()


def test_a_closed_index_leaves_no_file_open_and_opens_again(tmp_path: Path) -> None:
    def held() -> list[Path]:
        links = (path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink())
        return [link for link in links if link.is_relative_to(tmp_path)]

    index = FilePassageIndex(tmp_path / "index")
    write(index, 1)
    assert found(index) == [{1}, {1}]
    assert held()

    index.close()

    assert held() == []
    assert found(index) == [{1}, {1}]
    index.close()


def test_importing_and_making_it_loads_no_heavy_library(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "import adapters.knowledge.memory_index;"
        "from adapters.knowledge.file_index.index import FilePassageIndex as Index;"
        f"Index(Path({str(tmp_path / 'index')!r}));"
        "sys.exit(bool({'numpy', 'tantivy'} & sys.modules.keys()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}

    subprocess.run([sys.executable, "-c", script], env=environment, check=True)

    assert not (tmp_path / "index").exists()


def test_a_change_does_not_wait_for_another_without_end(tmp_path: Path) -> None:
    holder, waiting = FilePassageIndex(tmp_path), FilePassageIndex(tmp_path, patience=0.1)
    write(holder, 1)

    with holder._changes.changing():
        with pytest.raises(Unavailable):
            write(waiting, 2)
        assert found(waiting) == [{1}, {1}]
    write(waiting, 2)

    assert found(holder) == [{1, 2}] * 2
    holder.close()
    waiting.close()


@pytest.mark.parametrize("damage", ["vectors.db", "words"])
def test_a_damaged_index_says_that_it_is_unavailable(tmp_path: Path, damage: str) -> None:
    index = FilePassageIndex(tmp_path)
    write(index, 1)
    index.close()
    damaged = tmp_path / damage
    if damaged.is_dir():
        damaged.rename(tmp_path / "gone")
    else:
        damaged.write_bytes(b"no database" * 1_000)

    with pytest.raises(Unavailable):
        index.keyword(ACME, "agents", limit=5)
    with pytest.raises(Unavailable):
        write(index, 2)
    index.close()


def test_a_place_that_is_no_folder_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    index = FilePassageIndex(tmp_path / "taken")

    with pytest.raises(Unavailable):
        write(index, uuid4().int)
    index.close()
