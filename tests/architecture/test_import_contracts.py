"""The contracts of import-linter hold, and each has something to guard."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"


def contracts() -> list[dict[str, Any]]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found: list[dict[str, Any]] = declared["tool"]["importlinter"]["contracts"]
    assert found
    return found


def test_every_contract_names_packages_that_exist() -> None:
    for contract in contracts():
        for key in ("layers", "modules", "source_modules", "protected_modules"):
            for name in contract.get(key, []):
                assert (SRC / Path(*name.split("."))).is_dir(), name


def test_every_context_is_independent_of_the_others() -> None:
    independent = [one["modules"] for one in contracts() if one["type"] == "independence"]
    kept = {name for names in independent for name in names}
    contexts = {path.name for path in (SRC / "adapters").iterdir() if path.is_dir()}
    owned = contexts & {path.name for path in (SRC / "entrypoints" / "http").iterdir()}

    for ring in ("domain", "application"):
        assert {f"{ring}.{context}" for context in owned if not context.startswith("_")} <= kept


def test_the_contracts_hold() -> None:
    script = "from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", script, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
