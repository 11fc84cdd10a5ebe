"""Signs that are told: `[at]`, `=chấm=`, `[:]`, each read as the sign that it stands for."""

import re
from collections.abc import Iterator

from domain.privacy.folding import folded
from domain.privacy.view import View
from domain.privacy.words import AT_WORDS, DOT_WORDS

SHORT_AT, SHORT_DOT = ("a", "chez", "presso", "bij", "hos"), ("d", "pt", "dt", "d0t")
"""Signs only where they are wrapped."""


def read(words: tuple[str, ...]) -> frozenset[str]:
    """Return them as they read once look-alikes are folded, too."""
    return frozenset(
        one for word in words for one in (word, folded(word), folded(word.upper()).lower())
    )


SAID_TOO = {"@", ".", ":", "a", "et", "bei", "ät", "æt", "d", "pt", "dt"}
"""What is another word as well, or no word: a sign only where it is wrapped."""
AT_SPOKEN = read(AT_WORDS) - SAID_TOO
DOT_SPOKEN = read(DOT_WORDS) - SAID_TOO
RARE = frozenset(
    word.replace("-", " ").split()[-1 if "a " in word[:2] else 0] for word in AT_SPOKEN
) - {"at", "atsign", "cong", "arond"}
"""Words that hardly stand in another text, and show that a sign may be told."""
UNSPACED = ("アット", "골뱅이", "艾特", "שטרודל")
"""The same in scripts without spaces."""
AT, DOT = read((*AT_WORDS, *SHORT_AT)), read((*DOT_WORDS, *SHORT_DOT))
TOLD = {**dict.fromkeys(DOT, "."), **dict.fromkeys(AT, "@"), ":": ":", "colon": ":"}
BRACKETS = "[({<«“‘【「『〈《⟨"
MIRROR = str.maketrans(BRACKETS, "])}>»”’】」』〉》⟩")
KNOWN = "|".join(re.escape(word) for word in sorted(TOLD, key=len, reverse=True))
CORE = re.compile(
    rf"(?P<open>[^\w\s.,:@\])}}>»”’】」』〉》⟩]{{1,3}}+|_)(?=[\w\s@.:])(?P<inner>\s{{0,2}})(?P<word>{KNOWN})(?P=inner)(?=[^\w\s.,@]|_)",
    re.IGNORECASE,
)
JUNK = re.compile(
    r"(?<=@)(?:no-?spam|spamfree|anti-?spam|remove(?:me|this)?|delete(?:me|this)?)(?:[\s.\-_]{1,3})(?=\w)",
    re.IGNORECASE,
)


MANY_AT = re.compile(r"(?<!@)@{2,4}(?=[\w ])")
COMMA = re.compile(r",(?<=\w,)(?=(?:com|vn|net|org|edu|gov|io|co|it|fr|de|uk)\b)", re.IGNORECASE)
"""A slip of the finger before a top level domain."""
SPACED_DOT = re.compile(r"(?<=[A-Za-z0-9]) \. (?=[A-Za-z0-9])|\[,\](?=\w)")
"""A dot of a link; sentences have none that stands alone."""


def is_unspaced(text: str) -> bool:
    """Return whether a sign may be told in a script without spaces."""
    return not text.isascii() and any(word in text for word in UNSPACED)


def signed(view: View) -> View:
    """Return the view with wrapped words read as signs, or the same view where there are none."""
    edits = list(_edits(view.text))
    view = view.rewritten(edits) if edits else view
    for sign, slip, meant in (("@@", MANY_AT, "@"), (",", COMMA, ".")):
        if sign in view.text and slip.search(view.text):
            view = view.decoded(slip, lambda _, meant=meant: meant)  # type: ignore[misc]
    if "://" in view.text and SPACED_DOT.search(view.text):
        view = view.decoded(SPACED_DOT, lambda _: ".")
    return view.decoded(JUNK, lambda _: "") if "@" in view.text and JUNK.search(view.text) else view


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in CORE.finditer(text):
        wrap, word = match["open"], _small(match["word"])
        start, end = match.start(), match.end() + len(wrap)
        is_closed = text[match.end() : end] == wrap[::-1].translate(MIRROR)
        if is_closed and (wrap[0] in BRACKETS or word == "@" or word not in SAID_TOO):
            yield (
                start - text[start - 1 : start].isspace(),
                end + text[end : end + 1].isspace(),
                TOLD[word],
            )


def _small(word: str) -> str:
    """Write a word as it is known: case is ignored for `İ`, `ı` and `ſ`, too, which differ."""
    low = word.lower()
    return low if low in TOLD else low.replace("i\N{COMBINING DOT ABOVE}", "i").upper().lower()
