"""Prices and quantities: exact, from the text on the wire to the text in an answer.

An amount is a whole number of 10^-8, and beside it how many decimals were written, so that the
text comes back byte for byte: "0.50" and "0.5" are one amount and two texts.
"""

import re
from typing import Final

from domain.ticks.errors import AmountMalformed

DECIMALS: Final = 8
MOST: Final = 2**63 - 1
WRITTEN: Final = re.compile(r"(0|[1-9][0-9]{0,18})(?:\.([0-9]{1,8}))?")
SUMMED: Final = re.compile(r"(0|[1-9][0-9]{0,29})\.([0-9]{8})")


def amount(text: object) -> tuple[int, int]:
    """Return (units of 10^-8, decimals written), 1 <= units < 2^63; raises AmountMalformed.

    Only text will do: a number has been through a float, and its digits are lost already.
    """
    found = WRITTEN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise AmountMalformed
    whole, part = found[1], found[2] or ""
    units = int(whole + part.ljust(DECIMALS, "0"))
    if not 0 < units <= MOST:
        raise AmountMalformed
    return units, len(part)


def total(text: object) -> int:
    """Return units of 10^-8 of a sum of amounts, which may have more digits; AmountMalformed."""
    found = SUMMED.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise AmountMalformed
    return int(found[1] + found[2])


def written(units: int, decimals: int = DECIMALS) -> str:
    """Return the text of so many units of 10^-8 with so many decimals, as `amount` has read it."""
    digits = str(units).rjust(DECIMALS + 1, "0")
    return f"{digits[:-DECIMALS]}.{digits[-DECIMALS:]}"[
        : len(digits) - DECIMALS + 1 + decimals
    ].rstrip(".")
