"""Lines of a log that many threads write."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread

import pytest

from entrypoints.observability.lines import Lines
from support.gates import Gate

THREADS, EACH = 16, 200


def told(lines: Lines, writer: int, all_here: Barrier) -> None:
    all_here.wait()
    for number in range(EACH):
        lines.info(json.dumps([writer, number]).encode())


def test_lines_of_all_threads_arrive_whole_and_in_each_one_s_order() -> None:
    file, all_here = BytesIO(), Barrier(THREADS)
    lines = Lines(file)
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda writer: told(lines, writer, all_here), range(THREADS)))

    found = [json.loads(line) for line in file.getvalue().splitlines()]
    assert sorted(found) == [[w, n] for w in range(THREADS) for n in range(EACH)]
    for writer in range(THREADS):
        assert [n for w, n in found if w == writer] == list(range(EACH))


def test_a_line_by_itself_is_there_when_it_was_told(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("wb") as file:
        Lines(file).warning(b"one")
        assert path.read_bytes() == b"one\n"


def test_who_comes_while_another_writes_does_not_wait() -> None:
    file = BytesIO()
    gate = Gate(file, "write")
    lines = Lines(gate)  # type: ignore[arg-type]  # it does what the file does
    first = Thread(target=lines.info, args=(b"first",))
    first.start()
    gate.reached()
    lines.info(b"second")
    assert file.getvalue() == b""

    gate.open()
    first.join()
    assert file.getvalue() == b"first\nsecond\n"


def test_a_write_that_fails_is_told_and_the_next_line_is_written() -> None:
    class Full(BytesIO):
        is_full = True

        def write(self, told: bytes, /) -> int:  # type: ignore[override]  # bytes are all it gets
            if self.is_full:
                raise OSError("no space left")
            return super().write(told)

    file = Full()
    lines = Lines(file)
    with pytest.raises(OSError, match="no space"):
        lines.error(b"lost")
    file.is_full = False
    lines.error(b"kept")
    assert file.getvalue() == b"kept\n"


def test_a_forked_process_writes_though_its_parent_was_writing(tmp_path: Path) -> None:
    gate = Gate(BytesIO(), "write")
    lines = Lines(gate)  # type: ignore[arg-type]  # it does what the file does
    writing = Thread(target=lines.info, args=(b"parent",))
    writing.start()
    gate.reached()
    child = os.fork()
    if child == 0:
        try:
            with (tmp_path / "child").open("wb") as file:
                lines.file = file
                lines.info(b"child")
        finally:
            os._exit(0)  # it is a copy of all these tests
    os.waitpid(child, 0)
    gate.open()
    writing.join()
    assert (tmp_path / "child").read_bytes() == b"child\n"
