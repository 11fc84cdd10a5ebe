"""Phone numbers as E.164, so that one number is written one way."""

import re
import unicodedata

from domain.privacy.phones import is_international

MOVED = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35",
    "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
"""Vietnamese mobile prefixes of eleven digits and what they became in 2018."""
MOBILE = re.compile(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}")
LANDLINE = re.compile(r"2(?:[48]\d{8}|(?![48])\d\d\d{7})")
WRITTEN = re.compile(r"[+(]{0,2}\d[\d ().\-/]{5,28}\d")
NOT_DIGIT = re.compile(r"\D")
OLD_LENGTH = 10


def e164(written: str) -> str | None:
    """Return a Vietnamese number, or any with its country's code, as E.164; None for all else."""
    plain = unicodedata.normalize("NFKC", written).strip()
    if not plain.isascii() or not WRITTEN.fullmatch(plain):
        return None
    digits = NOT_DIGIT.sub("", plain)
    abroad = plain.lstrip("(").startswith("+")
    if digits.startswith("00"):
        digits, abroad = digits[2:], True
    if digits.startswith("84") and (national := _national(digits[2:].removeprefix("0"))):
        return f"+84{national}"
    if abroad:
        return f"+{digits}" if not digits.startswith("84") and is_international(digits) else None
    national = _national(digits[1:]) if digits.startswith("0") else None
    return f"+84{national}" if national else None


def of_number(number: int) -> str | None:
    """Read a number that lost its leading zero, or has its country's code."""
    return e164(f"0{number}") or e164(str(number))


def _national(digits: str) -> str | None:
    """Return the digits after the country's code as they are dialled today."""
    if len(digits) == OLD_LENGTH and digits[:3] in MOVED:
        digits = MOVED[digits[:3]] + digits[3:]
    return digits if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits) else None
