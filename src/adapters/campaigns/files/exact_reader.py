"""Blocks read row by row, as the grammar is written."""

from itertools import count
from typing import Any

from application.campaigns.files.ports import BadRow, Columns, Stretch
from domain.campaigns.rows import RowGrammar
from domain.campaigns.rules import Offence, Performance


class ExactReader:
    """Slow and plain: what others are held to."""

    def __call__(self, grammar: RowGrammar, block: bytes, *, last: bool) -> Stretch:
        consumed, numbers = 0, count()
        good, bad = Columns.empty(), list[BadRow]()
        while consumed < len(block):
            row = grammar.row_at(block, consumed, last=last)
            if row is None:
                break
            consumed = min(row.next, len(block))
            if isinstance(row.verdict, Offence):
                bad.append(BadRow(next(numbers), row.start, row.end, row.verdict))
            elif row.verdict is not None:
                add(good, next(numbers), row.verdict)
        return Stretch(consumed, next(numbers), good, bad)


def add(good: Columns, number: int, row: Performance) -> None:
    """Add a row to the columns."""
    told = (row.campaign_id, row.influencer_id, row.likes, row.comments, row.shares, row.views)
    columns: tuple[list[Any], ...] = good
    for column, value in zip(columns, (number, *told, row.rate, row.day_number), strict=True):
        column.append(value)
