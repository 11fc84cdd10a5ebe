"""What a field holds that says itself what it holds: the bar is lower there."""

import re

from domain.events.privacy.accounts import is_iban
from domain.events.privacy.cards import has_luhn
from domain.events.privacy.folding import View
from domain.events.privacy.phones import DATE, SHORTEST
from domain.events.privacy.phones import LONGEST as MOST

PHONE = re.compile(r"[+(]?[\d(][\d ()./\-\xa0]{5,24}\d(?: ?(?:x|ext\.?) ?\d{1,6})?")
EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,253}")
NATIONAL = re.compile(r"(?=(?:\D{0,3}\d){5})[A-Za-z0-9][A-Za-z0-9 .\-/+()]{4,24}")
CARD = re.compile(r"\d(?:[ .\-_/]{0,3}\d){11,18}")
NOT_PLAIN = re.compile(r"[^A-Za-z0-9]")
LONGEST = 330


def named(kind: str, text: str) -> str | None:
    """Return the kind if the whole text is such a value, and not merely holds one."""
    if len(text) > LONGEST:
        return None
    value = View.of(text).folded().text.strip()
    return kind if value and _is(kind, value) else None


def _is(kind: str, value: str) -> bool:
    match kind:
        case "phone":
            return _is_phone(value)
        case "email":
            return EMAIL.fullmatch(value) is not None
        case "national_id":
            return NATIONAL.fullmatch(value) is not None
        case "card":
            return CARD.fullmatch(value) is not None and has_luhn(NOT_PLAIN.sub("", value))
        case "iban":
            return is_iban(NOT_PLAIN.sub("", value).upper())
    return False


def _is_phone(value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    written = PHONE.fullmatch(value) is not None and DATE.fullmatch(value) is None
    return written and SHORTEST <= digits <= MOST
