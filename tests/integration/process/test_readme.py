"""What the README shows is what happens."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.knowledge.minilm.weights import MiniLmNotInstalled, Weights
from support.served import REQUIRED, served
from support.services import lacking
from support.started import PYTHONPATH

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text()
TRANSCRIPT = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
MARK = "--- end of step ---"


def steps() -> list[tuple[str, str]]:
    """Return each command of the README with the output that it shows."""
    found = []
    for block in TRANSCRIPT.findall(README):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            found.append((command, output))
    return found


def as_pattern(shown: str) -> str:
    return ".*?".join(re.escape(part) for part in shown.strip().split("…"))


def test_every_transcript_comes_out_as_shown(tmp_path: Path) -> None:
    try:
        Weights.installed()
    except MiniLmNotInstalled as missing:
        lacking(str(missing))
    settings = {"PORTICO_HOME": str(tmp_path / "home")}
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (command, shown), *rest = steps()
    assert command == "portico documents add samples/*.*"
    outputs = transcribed([command], settings, tmp_path)
    with served(settings={**settings, **REQUIRED}) as server:
        port = str(server.client.base_url.port)
        commands = [one.replace(":8000", f":{port}") for one, _ in rest]
        outputs += transcribed(commands, settings, tmp_path)

    for (command, shown), output in zip(steps(), outputs, strict=True):
        assert re.fullmatch(as_pattern(shown), output.strip(), re.DOTALL), f"{command}\n{output}"


def transcribed(commands: list[str], settings: dict[str, str], folder: Path) -> list[str]:
    """Run the commands in one shell and return what each printed."""
    script = "".join(f"{command}\necho '{MARK}'\n" for command in commands)
    python = Path(sys.executable)
    environment = {
        **os.environ,
        **settings,
        "PATH": f"{folder}{os.pathsep}{python.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(map(str, PYTHONPATH)),
        "COLUMNS": "200",
    }
    command = folder / "portico"
    command.write_text(f'#!/bin/sh\nexec "{python}" -m entrypoints.cli "$@"\n')
    command.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.split(f"{MARK}\n")[:-1]


def test_the_python_that_it_shows_runs() -> None:
    (example,) = PYTHON.findall(README)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)
    test = names["test_the_handbook_can_be_asked"]
    assert callable(test)
    test()
