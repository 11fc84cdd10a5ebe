"""portico people and portico keys, as they are called."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.started import PYTHONPATH

pytestmark = pytest.mark.slow


def portico(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "entrypoints.cli", *arguments],
        env={"PORTICO_HOME": str(home), "PYTHONPATH": ":".join(map(str, PYTHONPATH))},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_keys_are_made_listed_and_relieved(tmp_path: Path) -> None:
    assert portico(tmp_path, "keys", "list").stdout == ""
    first = portico(tmp_path, "keys", "rotate").stdout.split()[0]
    second = portico(tmp_path, "keys", "rotate").stdout.split()[0]
    lines = portico(tmp_path, "keys", "list").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[first, "signs"], [second, "from"]]
    third = portico(tmp_path, "keys", "rotate", "--now").stdout.split()[0]
    (line,) = portico(tmp_path, "keys", "list").stdout.splitlines()
    assert line.split()[:2] == [third, "signs"]


def test_an_account_that_is_not_there_cannot_be_suspended(tmp_path: Path) -> None:
    for command in ("suspend", "reinstate"):
        done = portico(tmp_path, "people", command, "nobody@example.com")
        assert (done.returncode, done.stdout) == (1, "")
        assert "there is no such account" in done.stderr
