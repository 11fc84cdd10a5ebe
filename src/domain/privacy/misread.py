"""Digits that are written as letters that look like them."""

import re

MISREAD = re.compile(r"(?<![^\W_])[\dOoIl](?:[ .\-]?[\dOoIl]){8,18}(?![^\W_])")
MIXED = re.compile(r"[0-9][ .\-]?[OoIl]|[OoIl][ .\-]?[0-9]")
LETTERS = str.maketrans("OoIl", "0011")
FEWEST_DIGITS = 5


def as_digits(match: re.Match[str]) -> str:
    """Return it with digits, if all but a few of its characters are."""
    written = match.group()
    if written.isdigit() or sum(map(str.isdigit, written)) < FEWEST_DIGITS:
        return written
    return written.translate(LETTERS)
