"""Short-lived commands: the one place that runs them, always with a bound."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

Finished = subprocess.CompletedProcess[str]


def run(
    command: Sequence[str],
    *,
    account: tuple[int | None, int | None] = (None, None),
    folder: Path = Path("/"),
    environment: Mapping[str, str] | None = None,
    stdin: str = "",
    seconds: float = 60,
) -> Finished:
    """Its result; a command that is missing or takes too long has a code other than 0."""
    user, group = account
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Finished(command, 127, "", str(problem))


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"
