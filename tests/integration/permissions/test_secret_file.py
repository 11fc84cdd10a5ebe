"""The secret is made once, whoever comes first, and only its owner reads it."""

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from adapters.permissions.people.secret_file import kept_secret
from support.started import PYTHONPATH

SCRIPT = (
    "import sys; from pathlib import Path;"
    "from adapters.permissions.people.secret_file import kept_secret;"
    "sys.stdin.readline();"
    "print(kept_secret(Path(sys.argv[1])).decode())"
)


def test_it_is_made_once_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "home" / "secret"
    made = kept_secret(file)
    assert len(made) == 64
    assert kept_secret(file) == made
    assert S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["secret"]


def test_one_that_somebody_wrote_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("what openssl rand -hex 32 prints\n")
    assert kept_secret(file) == b"what openssl rand -hex 32 prints"


def test_whoever_is_second_reads_what_the_first_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    link = os.link

    def too_late(source: Path, target: Path) -> None:
        monkeypatch.undo()
        kept_secret(file)
        link(source, target)

    monkeypatch.setattr(os, "link", too_late)
    assert kept_secret(file) == file.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["secret"]


def test_processes_that_come_at_once_read_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "secret")]
    environment = {"PYTHONPATH": ":".join(map(str, PYTHONPATH))}
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)
        for _ in range(6)
    ]
    read = [process.communicate("go\n", timeout=30)[0].strip() for process in started]
    assert len(set(read)) == 1
    assert len(read[0]) == 64
