"""Many processes that are asked for the same brief at once have it written once."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from injector import Injector

from support.served import wait_until
from support.started import started

pytestmark = pytest.mark.slow
PROCESSES, THREADS = 3, 20


def test_one_of_all_processes_writes(world: Injector, database_url: str, tmp_path: Path) -> None:
    if database_url == "memory:":
        pytest.skip("what is in memory is each process's own")
    command = ("-m", "support.briefing_process", database_url, str(tmp_path), str(THREADS))
    with ExitStack() as stack:
        running = [stack.enter_context(started(*command, settings={})) for _ in range(PROCESSES)]
        for one in running:
            assert one.stdout is not None
            assert one.stdout.readline() == "looked\n"
        written = tmp_path / "written"
        wait_until(written.exists)
        (tmp_path / "go").touch()
        told = {one.stdout.read() for one in running if one.stdout is not None}
    assert len(told) == 1
    assert len(told.pop().split()) == 1
    assert written.read_text() == "one\n"
