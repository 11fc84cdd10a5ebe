"""How far an import is, drawn in a terminal."""

import sys
from typing import Any

import click

from domain.insights.progress import Step

LABELS = {Step.READING: "Reading", Step.PLANNING: "Planning", Step.APPLYING: "Taking in"}


class Bar:
    """A bar for each step whose rows are known, beside the output, where somebody sees it."""

    def __init__(self) -> None:
        self._bar: Any = None

    def begin(self, step: Step, rows: int | None = None) -> None:
        self.end()
        if rows and sys.stderr.isatty():
            label = LABELS[step]
            bar: Any = click.progressbar(length=rows, label=label, show_pos=True, file=sys.stderr)
            self._bar = bar.__enter__()

    def went(self, rows: int) -> None:
        if self._bar is not None:
            self._bar.update(rows)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
