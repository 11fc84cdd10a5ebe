"""Processes that a test starts: held to loopback, and ended whatever happens."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).parents[1]
PYTHONPATH = (TESTS / "support" / "processes", TESTS, TESTS.parent / "src")


@contextmanager
def started(
    *arguments: str,
    settings: Mapping[str, str],
    stderr: int | None = subprocess.DEVNULL,
    stdin: int | None = None,
) -> Iterator[subprocess.Popen[str]]:
    """Start `python ARGUMENTS` with these settings; kill it at the end if it still runs."""
    environment = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(map(str, PYTHONPATH))}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
