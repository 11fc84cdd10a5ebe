"""Whether a text can hold anything personal at all: most cannot, and cost a glance."""

import re

from domain.events.privacy.encoded import LONG_ENOUGH, LONG_WORD, WORD, plain_of
from domain.events.privacy.folding import UNUSUAL
from domain.events.privacy.wallets import wallets

ENOUGH = re.compile(
    r"[0-9](?:(?:(?:[^\w,]|_){0,3}[0-9]){6}|(?:[ -]?[0-9]){5}[ -]?[A-Da-d]\b"
    r"|[0-9]{5}[A-Za-z][0-9]{3}|[A-Za-z]{1,2}[0-9]{1,2}-[A-Za-z]|(?<=[A-Za-z][0-9])[0-9]{5}(?![0-9])"
    r"|[0-9][A-Za-z][0-9]{2}[A-Za-z]|[0-9]{3}[A-Za-z]\b|[0-9]{0,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9])"
)
"""Seven digits, or fewer with letters or dots that stand as in an id or an address."""
HARMLESS = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
"""An id or a time and nothing else."""
HASH = re.compile(r"[0-9a-f]{32}")
DIGIT = re.compile(r"\d")
OTHER = re.compile(
    r"(?<![^\W_])(?:(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
    r"|(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}))(?![^\W_]|-[^\W_])"
)
"""Times, ids and hashes, wherever they stand."""
BRACKETED = re.compile(r"[\[({<]\s{0,2}(?:at|a còng|a cong|arroba|@)\s{0,2}[\])}>]", re.IGNORECASE)
SPOKEN = re.compile(
    r"[aA](?<![^\W_].)(?:[tT]|\s?[cC][oòOÒ]ng|rroba)[\s_]{1,2}[\w-]{1,63}?"
    r"(?:\.\w|[\s_\[({<]{1,3}(?:[dD][oO][tT]|[cC]h[ấa]m|punto|\.))"
)
CAPITALS = re.compile(r"AT[a-z0-9-]{1,63}DOT")
SMALL = re.compile(r"(?:[A-Za-z._ /-]*[0-9]){0,3}[A-Za-z._ /-]*|[A-Za-z]{1,4}-[0-9]{1,5}")
"""Letters and so few digits that, if there are no more than eleven signs, nothing is personal."""
SHORTEST = 3
"""Characters of `::1`."""
COLONS = 6


def is_clean(text: str) -> bool:
    """Return whether nothing can be found, at the price of a glance."""
    if len(text) < LONG_ENOUGH and (len(text) < SHORTEST or SMALL.fullmatch(text)):
        return True
    if "%" in text or "&" in text or "\\" in text or UNUSUAL.search(text):
        return False
    return says_nothing(text)


def says_nothing(text: str) -> bool:
    """Return whether nothing can be found in a text that is not encoded."""
    if "@" in text or "::" in text or "://" in text or "www." in text:
        return False
    if HARMLESS.fullmatch(text):
        return True
    if ENOUGH.search(text):
        return OTHER.search(text) is not None and says_nothing(OTHER.sub("_", text))
    if text.count(":") >= COLONS or may_spell(text):
        return False
    return len(text) < LONG_ENOUGH or not _may_encode(text)


def may_spell(text: str) -> bool:
    """Return whether an address may be spelt there, with a word or a bracketed sign for its @."""
    if "at" in text or "At" in text or "AT" in text or "còng" in text or "cong" in text:
        return bool(BRACKETED.search(text) or SPOKEN.search(text) or CAPITALS.search(text))
    return ("@" in text or "arroba" in text.lower()) and bool(
        BRACKETED.search(text) or SPOKEN.search(text)
    )


def _may_encode(text: str) -> bool:
    if LONG_WORD.match(text) is None:
        return False
    return any(wallets(text)) or any(plain_of(word.group()) for word in WORD.finditer(text))
