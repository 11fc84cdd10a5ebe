"""A measured figure, the bar it is held to, and where both are told."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path("var/bench.json")


@dataclass(frozen=True, slots=True)
class Options:
    """`rounds` is None where each benchmark is to take its own number."""

    rounds: int | None = None
    verbose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`passed` is None for what has no bar, or could not be measured."""

    name: str
    says: str
    bar: str = ""
    passed: bool | None = None
    numbers: Mapping[str, Any] = field(default_factory=dict)
    table: Sequence[str] = ()

    def line(self) -> str:
        verdict = {None: "", True: "pass", False: "MISS"}[self.passed]
        return f"{self.name:<24} {self.says:<66} {self.bar:<24} {verdict}".rstrip()


def skipped(name: str, reason: str) -> Figure:
    return Figure(name=name, says=f"skipped: {reason}")


def told(figure: Figure, options: Options) -> None:
    """Print the figure, and add it to the results as a line of JSON."""
    print(figure.line(), flush=True)
    for row in figure.table if options.verbose else ():
        print(f"    {row}", flush=True)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    with RESULTS.open("a") as results:
        results.write(json.dumps(_recorded(figure)) + "\n")


def _recorded(figure: Figure) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "name": figure.name,
        "says": figure.says,
        "bar": figure.bar,
        "passed": figure.passed,
        "numbers": dict(figure.numbers),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }


def seconds(rounds: Sequence[float]) -> str:
    """Tell the median, and how far the rounds lie apart."""
    spread = f"{min(rounds):.2f} to {max(rounds):.2f}, {len(rounds)} rounds"
    return f"{median(rounds):.2f} s ({spread})"
