"""Performance files at the command line."""

from os import fsdecode, mkfifo
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest

from support.command import portico
from support.performance import PLAIN, csv


def test_a_file_is_taken_back_and_may_be_loaded_again(tmp_path: Path) -> None:
    june = tmp_path / "june.csv"
    june.write_bytes(csv(PLAIN))
    loaded = portico(tmp_path, "campaigns", "load", "june.csv")
    assert loaded.returncode == 0, loaded.stderr
    file_id = loaded.stdout.splitlines()[-1].split()[0]
    back = portico(tmp_path, "campaigns", "withdraw", file_id)
    assert back.stdout == f"{file_id}  withdrawn  1 read, 1 loaded, 0 quarantined\n"
    assert portico(tmp_path, "campaigns", "withdraw", file_id).stdout == back.stdout
    again = portico(tmp_path, "campaigns", "load", "june.csv")
    assert "published  1 read" in again.stdout
    assert file_id not in again.stdout
    unknown = portico(tmp_path, "campaigns", "withdraw", str(uuid4()))
    assert unknown.returncode == 1
    assert "there is no such performance file" in unknown.stderr


def test_what_comes_through_a_pipe_is_loaded(tmp_path: Path) -> None:
    mkfifo(tmp_path / "pipe")
    sending = Thread(target=(tmp_path / "pipe").write_bytes, args=(csv(PLAIN),))
    sending.start()
    loaded = portico(tmp_path, "campaigns", "load", "pipe")
    sending.join(60)
    assert loaded.returncode == 0, loaded.stderr
    assert "published  1 read, 1 loaded" in loaded.stdout


def test_a_name_of_bytes_that_are_no_text_is_no_hindrance(tmp_path: Path) -> None:
    name = fsdecode(b"june\xff.csv")
    (tmp_path / name).write_bytes(csv(PLAIN))
    loaded = portico(tmp_path, "campaigns", "load", name)
    assert loaded.returncode == 0, loaded.stderr
    assert "published" in loaded.stdout


@pytest.mark.parametrize("path", ["june.csv", "/dev/zero"], ids=["a file", "a pipe without end"])
def test_a_file_above_the_limit_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "june.csv").write_bytes(csv(*[PLAIN] * 100))
    (tmp_path / ".env").write_text("PORTICO_PERFORMANCE_BYTES=1000\n")
    refused = portico(tmp_path, "campaigns", "load", path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"Error: {path}: it may have 1000 bytes\n"
