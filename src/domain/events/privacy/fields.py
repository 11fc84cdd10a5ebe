"""What a field holds that says itself what it holds: the bar is lower there."""

import re
from collections.abc import Callable, Mapping

from domain.privacy.accounts import is_iban
from domain.privacy.announced_births import DATE
from domain.privacy.announced_machines import MAC
from domain.privacy.cards import has_luhn
from domain.privacy.phones import DATE as ANY_DATE
from domain.privacy.phones import LONGEST as MOST
from domain.privacy.phones import SHORTEST
from domain.privacy.view import View

PHONE = re.compile(r"[+(]?[\d(][\d ()./\-\xa0]{5,24}\d(?: ?(?:x|ext\.?) ?\d{1,6})?")
EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,253}")
NATIONAL = re.compile(r"(?=(?:\D{0,3}\d){5})[A-Za-z0-9][A-Za-z0-9 .\-/+()]{4,24}")
CARD = re.compile(r"\d(?:[ .\-_/]{0,3}\d){11,18}")
NAMED = re.compile(r"(?=[^\n]{0,40}[^\W\d_])[^\n{}<>\[\]@/:]{1,100}")
NOBODY = frozenset(
    "n/a na none null nil unknown anonymous guest test customer user admin system".split()
)
PLACE = re.compile(
    r"(?=.{0,200}[^\W\d_]{2})(?=.{1,200}[ ,])(?![a-z]+://)[^{}<>\[\]@]{5,250}", re.DOTALL
)
BIRTH = re.compile(rf"{DATE}(?:[T ][\d:.Z+-]{{1,24}})?|(?:19|20)\d\d", re.IGNORECASE)
NETWORK_CARD = re.compile(MAC)
WALLET = re.compile(r"[1-9A-HJ-NP-Za-km-z]{32,110}")
NOT_PLAIN = re.compile(r"[^A-Za-z0-9]")
LONGEST = 330


def named(kind: str, text: str) -> str | None:
    """Return the kind if the whole text is such a value, and not merely holds one."""
    if len(text) > LONGEST:
        return None
    value = View.of(text).folded().text.strip()
    return kind if value and _is_what(kind, value) else None


def _is_phone(value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    written = PHONE.fullmatch(value) is not None and ANY_DATE.fullmatch(value) is None
    return written and SHORTEST <= digits <= MOST


FORMS = {
    "email": EMAIL, "national_id": NATIONAL, "card": CARD, "name": NAMED, "address": PLACE,
    "birth": BIRTH, "mac": NETWORK_CARD,
    "crypto": WALLET,
}  # fmt: skip
CHECKS: Mapping[str, Callable[[str], bool]] = {
    "phone": _is_phone,
    "card": lambda value: has_luhn(NOT_PLAIN.sub("", value)),
    "name": lambda value: value.lower() not in NOBODY,
    "crypto": lambda value: not value.islower(),
    "iban": lambda value: is_iban(NOT_PLAIN.sub("", value).upper()),
}


def _is_what(kind: str, value: str) -> bool:
    form, check = FORMS.get(kind), CHECKS.get(kind)
    if form is None and check is None:
        return False
    return (form is None or form.fullmatch(value) is not None) and (check is None or check(value))
