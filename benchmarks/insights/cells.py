"""Cells that ten corrupted files have wrong in silence: ours, and pandas beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from adapters.insights.books.reader import FileBookReader
from adapters.insights.filed_sayings import filed_sayings
from benchmarks.figures import Figure, Options, skipped
from benchmarks.insights.corrupted import Corrupted, Truth, corrupted
from domain.insights.asking import asked_of
from domain.insights.columns import Asked
from domain.insights.decision import Decision
from domain.insights.interpretation import Interpretation
from domain.insights.resolution import Resolution, Resolved
from domain.insights.rows import InteractionRow
from domain.insights.survey import Survey
from domain.insights.tables_in import TablesIn

NAME = "workbooks"
Read = tuple[Any, Any] | None
"""A moment and a customer as they were taken in, None for a row that was refused."""


@dataclass(slots=True)
class Score:
    """Cells: `wrong` in silence, `lost` though they could be known, and all."""

    wrong: int = 0
    lost: int = 0
    cells: int = 0

    def add(self, truth: Truth | None, read: Read) -> None:
        self.cells += 2
        if read is None:
            self.lost += 2 * (truth is not None)
            return
        meant = (None, None) if truth is None else (truth.at, truth.customer)
        for said, its in zip(read, meant, strict=True):
            is_blank = said is None
            self.lost += is_blank and its is not None
            self.wrong += not is_blank and said != its


def run(_: Options) -> Iterator[Figure]:
    """Read each file with what is proposed for it, and count."""
    files = list(corrupted())
    yield _figure("ours", ours, files, bar="0 wrong in silence")
    try:
        import pandas  # noqa: F401 - the peer may not be there
    except ModuleNotFoundError:
        yield skipped(NAME, "pandas is not installed")
        return
    yield _figure("pandas", by_pandas, files)


def _figure(
    who: str, read: Callable[[Corrupted], Sequence[Read]], files: Sequence[Corrupted], bar: str = ""
) -> Figure:
    total, table = Score(), []
    for file in files:
        score = Score()
        for truth, row in zip(file.truths, read(file), strict=True):
            score.add(truth, row)
        total.wrong += score.wrong
        total.lost += score.lost
        total.cells += score.cells
        table.append(
            f"{file.name:<24} wrong {score.wrong:>4}  lost {score.lost:>4}  of {score.cells}"
        )
    return Figure(
        name=NAME,
        says=f"{who}: {total.wrong} cells of {total.cells} wrong in silence, {total.lost} lost",
        bar=bar,
        passed=total.wrong == 0 if bar else None,
        numbers={"who": who, "wrong": total.wrong, "lost": total.lost, "cells": total.cells},
        table=table,
    )


def ours(file: Corrupted) -> Sequence[Read]:
    """Take in what the file's plan proposes."""
    with (
        FileBookReader().open(file.content, f"file.{file.suffix}") as book,
        filed_sayings() as said,
        filed_sayings() as once_more,
    ):
        survey = Survey(TablesIn(Asked(), book.hidden), said)
        survey.take(book.lines())
        decisions = [_taken(one) for one in asked_of(survey, book.epoch)]
        how = Interpretation.of(decisions)
        resolution = Resolution(TablesIn(Asked(), book.hidden), how, once_more)
        return [_read(one) for one in resolution.rows(book.lines())]


def _taken(one: Decision) -> Decision:
    return one if one.choice or one.proposal is None else one.chosen(one.proposal)


def _read(one: Any) -> Read:
    if not isinstance(one, Resolved) or not isinstance(one.row, InteractionRow):
        return None
    return one.row.started_at.replace(tzinfo=None), one.row.customers[0]


def by_pandas(file: Corrupted) -> Sequence[Read]:
    """Read it as its examples do: what cannot be converted becomes NaT or NaN."""
    import warnings

    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = _frame(file)
        times = pd.to_datetime(table["date_start"], errors="coerce", utc=True).dt.round("ms")
        people = pd.to_numeric(table["customers"], errors="coerce")
    moments = [None if pd.isna(at) else at.to_pydatetime().replace(tzinfo=None) for at in times]
    ids = [None if pd.isna(one) else int(one) for one in people]
    return list(zip(moments, ids, strict=True))


def _frame(file: Corrupted) -> Any:
    import pandas as pd

    content = BytesIO(file.content)
    if file.suffix == "csv":
        return pd.read_csv(content)
    try:
        return pd.read_excel(content)
    except ValueError:
        return pd.read_html(content, header=0)[0]
