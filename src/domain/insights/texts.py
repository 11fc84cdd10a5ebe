"""Texts of cells without what nobody sees in them."""

import re

from domain.insights.cell import Cell, CellProblem, Kind, usable

UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\0"
BLANKS = frozenset({"", "-", "--", "–", "—", "n/a", "n.a.", "na", "nan", "null", "none", "#n/a"})
"""What people write for "nothing"."""
SPACES = re.compile(r"\s+")
LONGEST = 200
TOTALS = frozenset({"total", "totals", "sum", "grand total", "subtotal", "gesamt", "summe"})
_DROPPED = str.maketrans("", "", UNSEEN)


def tidy(text: str) -> str:
    """Return it with single plain spaces, none around it, and nothing invisible."""
    return SPACES.sub(" ", text.translate(_DROPPED)).strip()


def read_text(cell: Cell) -> str | None:
    """Return what the cell says, None for nothing; raises CellProblem."""
    if cell.kind is Kind.EMPTY:
        return None
    if cell.kind is Kind.TEXT:
        said = tidy(cell.text)
    elif usable(cell).kind is Kind.NUMBER:
        said = cell.text
    else:
        raise CellProblem("not_a_text", "a date stands where a text belongs")
    if said.lower() in BLANKS:
        return None
    if len(said) > LONGEST:
        raise CellProblem("text_too_long", f"a text has at most {LONGEST} characters")
    return said


def is_total(text: str) -> bool:
    return tidy(text).rstrip(":").lower() in TOTALS
