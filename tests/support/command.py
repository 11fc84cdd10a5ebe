"""The command `portico`, as a process of its own."""

import subprocess
import sys
from pathlib import Path

from support.started import PYTHONPATH


def portico(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run it to its end, with every setting but the home at its default."""
    return subprocess.run(
        [sys.executable, "-m", "entrypoints.cli", *arguments],
        env={"PORTICO_HOME": str(home), "PYTHONPATH": ":".join(map(str, PYTHONPATH))},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
