"""Real files that are not the project's own: they are found, or the test says that they are not."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[3] / "shared" / "data"


def real_data(*names: str) -> Path:
    """Return a file or folder under PORTICO_DATA; skips the test when it is not there."""
    found = Path(os.environ.get("PORTICO_DATA", BESIDE), *names)
    if not found.exists():
        pytest.skip(f"no {'/'.join(names)} beside the project: set PORTICO_DATA")
    return found
