"""Whether a text can hold anything personal at all: most cannot, and cost a glance."""

import re

from domain.privacy.addresses import may_spell_dots
from domain.privacy.encoded import LONG_ENOUGH, LONG_WORD, WORD, plain_of
from domain.privacy.folding import UNUSUAL, folded
from domain.privacy.misread import WORDS, spoken
from domain.privacy.people import CUES, announced, may_announce
from domain.privacy.wallets import GROUPED, wallets

ENOUGH = re.compile(
    r"[0-9](?:(?:(?:[^\w,]|_){0,3}[0-9]){6}|(?:[ -]?[0-9]){5}[ -]?[A-Da-d]\b"
    r"|[0-9]{5}[A-Za-z][0-9]{3}|[A-Za-z]{1,2}[0-9]{1,2}-[A-Za-z]|(?<=[A-Za-z][0-9])[0-9]{5}(?![0-9])"
    r"|[0-9][A-Za-z][0-9]{2}[A-Za-z]|[0-9]{3}[A-Za-z]\b|[0-9]{3}, ?[0-9]{4,6}, ?[0-9]{4}"
    r"|[0-9]?[A-Za-z][0-9]{2}[ -][A-Za-z][0-9]{3}[A-Za-z]\b"
    r"|[0-9]{0,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]"
    r"|(?=[0-9]{0,8}[OoIl])(?:[OoIl]{0,3}[0-9]){4})"
)
"""Seven digits, or fewer with letters or dots that stand as in an id or an address."""
HARMLESS = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
"""An id or a time and nothing else."""
HEXED = re.compile(r"(?<![0-9A-Za-z])(?:[2-7][0-9a-f]){16,}(?![0-9A-Za-z])")
"""As long as a hash, but each byte a letter."""
HASH = re.compile(r"[0-9a-f]{32}")
HEARD = CUES | WORDS
DIGIT = re.compile(r"[0-9]")
OTHER = re.compile(
    r"(?<![^\W_])(?:(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
    r"|(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}))(?![^\W_]|-[^\W_])"
)
"""Times, ids and hashes, wherever they stand."""
BRACKETED = re.compile(
    r"[\[({<|*\"']\s{0,2}(?:at|at the rate|at sign|a còng|a cong|arroba|arobase|ät|æt|et|@)"
    r"\s{0,2}[\])}>|*\"']",
    re.IGNORECASE,
)
DOG, APE = folded("собака"), folded("małpa")
SPOKEN = re.compile(
    r"[aA](?<![^\W_].)(?:[tT](?: the rate(?: of)?| sign)?|\s?[cC][oòOÒ]ng|rroba)"
    r"(?:[\s_]{1,2}|- )[\w-]{1,63}?"
    r"(?:\.\w|[\s_\[({<]{1,3}(?:[dD][oO][tT]|[cC]h[ấa]m|punto|-dot|\.))"
)
CAPITALS = re.compile(r"AT[a-z0-9-]{1,63}DOT")
SMALL = re.compile(r"(?:[A-Za-z._ /-]*[0-9]){0,3}[A-Za-z._ /-]*|[A-Za-z]{1,4}-[0-9]{1,5}")
"""Letters and so few digits that, if there are no more than eleven signs, nothing is personal."""
PLAIN = re.compile(r"[^\W\d_]?[a-z]{0,15}(?:[._ -]?[a-z]{1,16})?")
"""One word or two without a number."""
LONGEST_PLAIN, LONGEST_ID = 34, 48
COLONS = 6


def is_clean(text: str) -> bool:
    """Return whether nothing can be found, at the price of a glance."""
    size = len(text)
    if size < LONGEST_PLAIN and (
        PLAIN.fullmatch(text) or (size < LONG_ENOUGH and SMALL.fullmatch(text))
    ):
        return True
    if is_coded(text) or not (text.isascii() or UNUSUAL.search(text) is None):
        return False
    return says_nothing(text)


def is_coded(text: str) -> bool:
    """Return whether it may say something else once it is decoded."""
    return (
        "%" in text or "&" in text or "=40" in text or "\\" in text or "</" in text or "<w" in text
    )


def says_nothing(text: str) -> bool:
    """Return whether nothing can be found in a text that is not encoded."""
    if "@" in text or "::" in text or "://" in text or "www." in text:
        return False
    if len(text) < LONGEST_ID and HARMLESS.fullmatch(text):
        return True
    numbered = ENOUGH.search(text) is not None
    if numbered and (OTHER.search(text) is None or HEXED.search(text)):
        return False
    low = text.lower()
    words = low.replace("-", " ").split()
    heard = HEARD.intersection(words)
    if ((heard or may_announce(low)) and is_told(text, low, heard)) or _may_hide(text, low):
        return False
    if numbered:
        return says_nothing(OTHER.sub("_", text))
    return max(map(len, words), default=0) < LONG_ENOUGH or not _may_encode(text)


def is_told(text: str, low: str, heard: frozenset[str]) -> bool:
    """Return whether a phrase announces something, or it is told digit by digit."""
    digits = WORDS & heard
    if (len(digits) < len(heard) or may_announce(low)) and any(announced(text, low, heard)):
        return True
    return any(spoken(text, digits))


def _may_hide(text: str, low: str) -> bool:
    return (
        may_spell(text, low)
        or may_spell_dots(text)
        or text.count(":") >= COLONS
        or (("1" in text or "3" in text) and GROUPED.search(text) is not None)
    )


def may_spell(text: str, low: str) -> bool:
    """Return whether an address may be spelt there, with a word or a bracketed sign for its @."""
    if "(a)" in low or "[a]" in low or "(et)" in low or "chiocciola" in low:
        return True
    if "at" in low or "còng" in low or "cong" in low or "arroba" in low or "@" in low:
        if "-at-" in low or "arobase" in low:
            return True
        return bool(BRACKETED.search(text) or SPOKEN.search(text) or CAPITALS.search(text))
    if low.isascii():
        return "arobase" in low
    return (
        DOG in low
        or APE in low
        or (("ät" in low or "æt" in low) and BRACKETED.search(text) is not None)
    )


def _may_encode(text: str) -> bool:
    if LONG_WORD.match(text) is None:
        return False
    return any(wallets(text)) or any(plain_of(word.group()) for word in WORD.finditer(text))
