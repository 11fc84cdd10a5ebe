"""Performance files at the command line."""

from pathlib import Path
from uuid import uuid4

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
