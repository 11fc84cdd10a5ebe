"""Processes that take from one bucket at the same moment get no more than it holds."""

import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from adapters.database.sql import SqlDatabase
from support.processes import take_events
from support.started import started

PROCESSES, TIMES = 4, 400


@pytest.mark.slow
def test_what_processes_get_together_is_what_there_is(database: SqlDatabase) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    asked = [str(Path(take_events.__file__)), url, str(TIMES)]
    with ExitStack() as stack:
        processes = [
            stack.enter_context(started(*asked, settings={}, stdin=subprocess.PIPE))
            for _ in range(PROCESSES)
        ]
        for one in processes:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in processes:  # all are let go before any is waited for
            assert one.stdin is not None
            one.stdin.write("\n")
            one.stdin.flush()
        got = [int(one.communicate(timeout=60)[0]) for one in processes]
    assert take_events.POLICY.quota < PROCESSES * TIMES * 3
    assert take_events.POLICY.quota // 2 < sum(got) <= take_events.POLICY.quota
