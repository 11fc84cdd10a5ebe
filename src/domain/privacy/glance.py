"""Whether a text can hold anything personal at all: most cannot, and cost a glance."""

import re
from collections.abc import Sequence

from domain.privacy.accents import COMBINING
from domain.privacy.addresses import may_spell_dots
from domain.privacy.codes import may_be_codes
from domain.privacy.cues import CUED
from domain.privacy.encoded import LONG_ENOUGH, LONG_WORD, WORD, plain_of
from domain.privacy.folding import UNUSUAL
from domain.privacy.links import CALL
from domain.privacy.markup import is_pieced
from domain.privacy.people import CUES, announced, may_announce
from domain.privacy.signs import RARE
from domain.privacy.told import WORDS, may_glue, parted, tells_digits
from domain.privacy.told import heard as side_by_side
from domain.privacy.wallets import GROUPED, wallets

ENOUGH = re.compile(
    r"[0-9](?:(?:(?:[^\w,]|_){0,4}[0-9]){6}|(?:, ?[0-9]){6}|[0-9]{2,3},[0-9]{3,4},[0-9]{2}"
    r"|(?<=[A-Z]{2}[0-9])[^\w\s]{1,4}[0-9A-Z]|(?<=[A-Z]{2}[^\w\s][0-9])[0-9]"
    r"|(?<=[A-Za-z]{2}[0-9])[0-9](?:[ .\-/_|:]?[A-Za-z0-9]{4}){2}[ .\-/_|:]?[A-Za-z0-9]{2}"
    r"|(?:[ -]?[0-9]){5}[ -]?[A-Da-d]\b"
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
HEXED = re.compile(r"(?<![0-9A-Za-z])[2-7](?:[0-9a-f][2-7c-f89ab]){15,}[0-9a-f](?![0-9A-Za-z])")
"""As long as a hash, but each byte a letter, or part of one."""
HASH = re.compile(r"[0-9a-f]{32}")
HEARD = CUES | WORDS
DIGIT = re.compile(r"[0-9]")
OTHER = re.compile(
    r"(?<![^\W_])(?:(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
    r"|(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}))(?![^\W_]|-[^\W_])"
)
"""Times, ids and hashes, wherever they stand."""
WRAPPED = re.compile(r"[\[({<]\s{0,2}(?:a|t|ät|æt|et|bei|@|[.:])\s{0,2}[\])}>]", re.IGNORECASE)
AT_WRAPPED = re.compile(
    r"at(?:(?<=[^\w\s.,]at)|(?<=[^\w\s.,]\sat)|(?<=[^\w\s.,]\s\sat)|(?<=_at)(?=_))"
    r"(?: the rate(?: of)?| sign|-sign)?\s{0,2}[^\w\s,]|at(?<=[_.]at)(?=_|\.\.)|at(?<= at)-sign "
)
SPOKEN = re.compile(
    r"[aA](?<![^\W_].)(?:[tT](?: the rate(?: of)?| sign)?|\s?[cCvV][oòOÒ]ng|\s?tròn|rroba)"
    r"(?:[\s_]{1,2}|- )[\w-]{1,63}?"
    r"(?:\.\w|,(?:com|vn|net|org|edu|gov)\b|[\s_\[({<]{1,3}(?:[dD][oO][tT]|[cC]h[ấa]m|punto|-dot|\.))"
)
MARKS = re.compile(r"[\[({<|*/~=#`%^_+«“‘【「『〈《⟨]")
CAPITALS = re.compile(r"AT[a-z0-9-]{1,63}DOT")
SMALL = re.compile(r"(?:[A-Za-z._ /-]*[0-9]){0,3}[A-Za-z._ /-]*|[A-Za-z]{1,4}-[0-9]{1,5}")
"""Letters and so few digits that, if there are no more than eleven signs, nothing is personal."""
PLAIN = re.compile(r"[^\W\d_]?[a-z]{0,15}(?:[._ -]?[a-z]{1,16})?")
"""One word or two without a number."""
LONGEST_PLAIN, LONGEST_ID = 34, 48
COLONS = 6
FEWEST_DIGITS = 4
"""Of what a word announces."""
GLUE = ";\"=>|:_'(*"
LOOSE = dict.fromkeys(map(ord, GLUE), " ")
"""Marks with which a word is glued to what it announces."""
PRINTED = re.compile(r"=40|=[0-9A-F]{2}=[0-9A-F]{2}|=\r?\n")
SINGLES, FEWEST_CODES = 7, 6
"""Words of one letter from which on a text may be spread out."""


def is_clean(text: str) -> bool:
    """Return whether nothing can be found, at the price of a glance."""
    size = len(text)
    if size < LONGEST_PLAIN and (
        PLAIN.fullmatch(text) or (size < LONG_ENOUGH and SMALL.fullmatch(text))
    ):
        return True
    if is_coded(text) or not (text.isascii() or UNUSUAL.search(text) is None):
        return False
    return _nothing(text)


def is_coded(text: str) -> bool:
    """Return whether it may say something else once it is decoded."""
    return (
        "%" in text
        or "&" in text
        or "\\" in text
        or "</" in text
        or "<w" in text
        or "<!" in text
        or ("=" in text and PRINTED.search(text) is not None)
        or is_pieced(text)
    )


def says_nothing(text: str) -> bool:
    """Return whether nothing can be found in a text that is not encoded, or no longer."""
    if not text.isascii() and (COMBINING.search(text) or "ー" in text):
        return False
    return _nothing(text)


def _nothing(text: str) -> bool:
    if _shows(text) or "U+" in text or text.count("0x") >= FEWEST_CODES:
        return False
    if len(text) < LONGEST_ID and HARMLESS.fullmatch(text):
        return True
    numbered = ENOUGH.search(text) is not None
    if numbered and (OTHER.search(text) is None or HEXED.search(text)):
        return False
    low = text.lower()
    words = parted(low)
    if _says_so(text, low, words) or _may_hide(text, low, words):
        return False
    if numbered:
        return _nothing(OTHER.sub("_", text))
    sizes = list(map(len, words))
    is_long = max(sizes, default=0) >= LONG_ENOUGH
    return not (_is_spread(text, sizes) or (is_long and _may_encode(text)))


def _is_spread(text: str, sizes: Sequence[int]) -> bool:
    """Return whether it is cut in single characters, or in codes of two digits."""
    if sizes.count(1) > SINGLES:
        return True
    is_paired = sizes.count(2) > SINGLES or text.count(",") > SINGLES
    return is_paired and may_be_codes(text)


def _shows(text: str) -> bool:
    """Return whether a sign is in it that a harmless text does not need."""
    if "@" in text or "::" in text or "//" in text or "www." in text:
        return True
    return ("?" in text and "=" in text) or (":" in text and CALL.search(text) is not None)


def _says_so(text: str, low: str, words: Sequence[str]) -> bool:
    """Return whether a word announces somebody, or digits."""
    heard = HEARD.intersection(words)
    if (heard or may_announce(low)) and is_told(text, low, words, heard):
        return True
    if ("iban" in low or "account" in low or "konto" in low) and DIGIT.search(text):
        return True
    if not CUED.isdisjoint(words):
        return _digits(text) >= FEWEST_DIGITS
    if not any(map(low.__contains__, GLUE)) or _digits(text) < FEWEST_DIGITS:
        return False
    return not CUED.isdisjoint(low.translate(LOOSE).split())


def _digits(text: str) -> int:
    return sum(map(text.count, "0123456789"))


def is_told(text: str, low: str, words: Sequence[str], heard: frozenset[str]) -> bool:
    """Return whether a phrase announces something, or it is told digit by digit."""
    digits = WORDS & heard
    if (len(digits) < len(heard) or may_announce(low)) and any(announced(text, low, heard)):
        return True
    return bool(digits) and side_by_side(words, digits) and tells_digits(text)


def _may_hide(text: str, low: str, words: Sequence[str]) -> bool:
    return (
        may_spell(text, low, words)
        or may_spell_dots(text)
        or text.count(":") >= COLONS
        or (("1" in text or "3" in text) and GROUPED.search(text) is not None)
    )


def may_spell(text: str, low: str, words: Sequence[str]) -> bool:
    """Return whether an address may be spelt there, with a word or a bracketed sign for its @."""
    if "at" in low and (SPOKEN.search(text) or AT_WRAPPED.search(low) or CAPITALS.search(text)):
        return True
    if not RARE.isdisjoint(words) or "at-the-rate" in low:
        return True
    if ("cong" in low or "vong" in low or "vòng" in low or "tròn" in low) and SPOKEN.search(text):
        return True
    return MARKS.search(text) is not None and (
        WRAPPED.search(text) is not None or any(word in low for word in RARE)
    )


def _may_encode(text: str) -> bool:
    if may_glue(text, text.split()) and tells_digits(text):
        return True
    if LONG_WORD.match(text) is None:
        return False
    return any(wallets(text)) or any(plain_of(word.group()) for word in WORD.finditer(text))
