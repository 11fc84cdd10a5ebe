"""Ids of customers as people write them."""

import re
from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from domain.insights.cell import Cell, CellProblem, Kind, usable
from domain.insights.texts import BLANKS, tidy

ImportId = NewType("ImportId", UUID)
InteractionId = NewType("InteractionId", UUID)
CustomerId = NewType("CustomerId", int)
LARGEST = 2**31 - 1
WHOLE = re.compile(r"\d+(?:\.0+)?", re.ASCII)
"""An id, also as a spreadsheet writes one that it took for a measure: `4.0`."""
BETWEEN = re.compile(r"\s*(?:[;&/|]|,|\band\b)\s*", re.ASCII)
NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+|\d+,0+", re.ASCII)
"""`1,400` and `4,0`: one number with its own comma, or two ids."""
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+", re.ASCII)
"""`1.000` in a text: a thousand, or 1 as a measure."""
DIGITS = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A text that may mean an id: somebody must say so."""

    text: str
    proposal: str


def read_ids(cell: Cell) -> tuple[CustomerId, ...] | Doubtful:
    """Return the ids that the cell names, each once; raises CellProblem."""
    if usable(cell).kind in {Kind.MOMENT, Kind.SPAN}:
        raise CellProblem("id_is_a_date", "a spreadsheet made a date of the id")
    text = tidy(cell.text)
    if text.lower() in BLANKS:
        raise CellProblem("customer_missing", "no customer is named")
    if cell.kind is not Kind.NUMBER and THOUSANDS.fullmatch(text):
        return Doubtful(text, str(_id(text.replace(".", ""))))
    if WHOLE.fullmatch(text):
        return (_id(text),)
    if cell.kind is Kind.NUMBER:
        raise CellProblem("not_an_id", f"{text} is no whole number")
    if NUMERAL.fullmatch(text):
        return Doubtful(text, _joined(text))
    parts = BETWEEN.split(text)
    if all(WHOLE.fullmatch(one) and not THOUSANDS.fullmatch(one) for one in parts):
        return tuple(dict.fromkeys(_id(one) for one in parts))
    found = DIGITS.findall(text)
    if len(found) != 1 or len(text) > LONGEST_DOUBT or "-" in text:
        raise CellProblem("not_an_id", f"{text[:LONGEST_DOUBT]} names no customer")
    return Doubtful(text, str(_id(found[0])))


LONGEST_DOUBT = 40


def _joined(text: str) -> str:
    whole, _, rest = text.partition(",")
    return str(_id(whole if not rest.strip("0") and len(rest) != len("000") else whole + rest))


def _id(text: str) -> CustomerId:
    number = int(text.partition(".")[0][:20])
    if number > LARGEST:
        raise CellProblem("id_too_large", f"an id is at most {LARGEST}")
    return CustomerId(number)
