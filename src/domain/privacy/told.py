"""Digits that are told in words, in ten languages, also among digits: `nine one hai 3 bốn`."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from unicodedata import combining, normalize

from domain.privacy.folding import folded
from domain.privacy.squeezing import Zone
from domain.privacy.view import View
from domain.privacy.words import IDEOGRAMS, LANGUAGES, OTHER_DIGITS

OTHER_WORDS = [word for word in OTHER_DIGITS if len(word) > 1]


def bare(word: str) -> str:
    """Return it without accents."""
    return "".join(one for one in normalize("NFD", word) if not combining(one))


def _words() -> Iterator[tuple[int, str]]:
    for said in LANGUAGES:
        yield from enumerate(said.split())
    yield from ((at, word) for word, at in OTHER_DIGITS.items())


def read(words: Iterable[str]) -> frozenset[str]:
    """Return them also without accents, and as they read once look-alikes are folded."""
    return frozenset(
        one for word in words for one in (word, folded(word), bare(word), folded(bare(word)))
    )


DIGITS = {one: str(at) for at, word in _words() for one in read((word,))}
"""`six`, `zero` and such are the same digit wherever they are one."""
TIMES = {"double": 2, "triple": 3, "treble": 3, "doppel": 2, "doble": 2}
WORDS = frozenset(f"{word}{sign}" for word in DIGITS for sign in ("", ",", ".", ";"))
TOKEN = (
    rf"(?:(?:{'|'.join(TIMES)}) )?(?:{'|'.join(sorted(DIGITS, key=len, reverse=True))})|\d{{1,10}}"
)
RUN = re.compile(
    rf"(?<![^\W_])(?:{TOKEN})"
    rf"(?:(?:[ ,./\t\n_·+|>*~-]|<[^<>]>){{1,4}}(?:{TOKEN})(?![^\W_])){{1,34}}(?![^\W_])",
    re.IGNORECASE,
)
SPOKEN_IN = [
    sorted(read((*said.split(), *OTHER_WORDS)), key=len, reverse=True) for said in LANGUAGES
]
"""The longest first."""
PLUS = "plus|cộng|cong|più|piu|más|mais|плюс|artı|tambah"
PLUSSED = re.compile(rf"(?<![^\W_])(?:{PLUS})[\W_]{{0,3}}\Z", re.IGNORECASE)
LONGEST_PLUS = 10
GLUED = re.compile(
    "|".join(
        rf"(?<![^\W_])(?:{PLUS})?((?:{'|'.join(spoken)}){{7,24}})(?![^\W_])" for spoken in SPOKEN_IN
    ),
    re.IGNORECASE,
)
"""All in one language."""
IDEOGRAPHIC = re.compile(rf"[{''.join(IDEOGRAMS)}](?:[ -]?[{''.join(IDEOGRAMS)}]){{6,24}}")
EACH = [
    re.compile("|".join(sorted(read(said.split()), key=len, reverse=True))) for said in LANGUAGES
]
NUMBER = re.compile(r"[^\W_]+")
FEWEST, FEWEST_WORDS, FEWEST_TOKENS, MANY_TOKENS, MANY_LETTERS = 5, 2, 3, 5, 10
FEWEST_MARKS, FEWEST_MIXED = 4, 7
"""Marks that may stand between told digits; digits of what only one word is told of."""
LONGEST_WORD = 21
LONG_WORD = re.compile(r"[^\W\d_]{21}")
"""As long as seven digits."""


def told(view: View) -> tuple[View, list[Zone]]:
    """Return the view with digits where words told them, and where those stand in it."""
    edits = sorted(_edits(view.text))
    zones, moved = [], 0
    for start, end, digits in edits:
        zones.append(Zone(start + moved, start + moved + len(digits), is_fours=True))
        moved += len(digits) - (end - start)
    return (view.rewritten(edits), zones) if edits else (view, [])


def parted(low: str) -> Sequence[str]:
    """Return the words, also of those that a mark glues together."""
    for mark in "-_=":
        low = low.replace(mark, " ")
    for mark in "/.+|>":
        if low.count(mark) >= FEWEST_MARKS:
            low = low.replace(mark, " ")
    return low.split()


def tells_digits(text: str) -> bool:
    return any(_edits(text))


def heard(words: Sequence[str], digits: Collection[str]) -> bool:
    """Return whether some of WORDS stand side by side, or among digits; take which are there."""
    last = len(words) - 1
    for word in digits:
        at = -1
        for _ in range(words.count(word)):
            at = words.index(word, at + 1)
            after = words[at + 1] if at < last else ""
            beside = after in WORDS or after[:1].isdigit() or (at and words[at - 1][0].isdigit())
            if beside and _is_run(words, at):
                return True
    return False


def _is_run(words: Sequence[str], first: int) -> bool:
    """Return whether so many words and numbers are told around that word."""
    start, end = first, first + 1
    while start and words[start - 1][0].isdigit():
        start -= 1
    counted = 1
    while end < len(words) and end - start < MANY_TOKENS:
        is_word = words[end] in WORDS
        if not is_word and not words[end][0].isdigit():
            break
        counted, end = counted + is_word, end + 1
    if end - start >= (FEWEST_TOKENS if counted >= FEWEST_WORDS else MANY_TOKENS):
        return True
    return end - start >= FEWEST_TOKENS and len("".join(words[start:end])) > MANY_LETTERS


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    words = parted(text.lower())
    if heard(words, WORDS.intersection(words)):
        for match in RUN.finditer(text):
            if made := _number(NUMBER.findall(match.group().lower())):
                yield _plussed(text, match.start(), match.end(), made)
    if not text.isascii():
        for match in IDEOGRAPHIC.finditer(text):
            yield (
                match.start(),
                match.end(),
                "".join(IDEOGRAMS.get(one, "") for one in match.group()),
            )
    for match in GLUED.finditer(text) if may_glue(text, words) else ():
        language = match.lastindex or 1
        pieces = EACH[language - 1].findall(match[language].lower())
        yield _plussed(text, *match.span(language), "".join(DIGITS[one] for one in pieces))


def _plussed(text: str, start: int, end: int, digits: str) -> tuple[int, int, str]:
    """Take in the word for a plus that stands before it."""
    plus = PLUSSED.search(text, max(0, start - LONGEST_PLUS), start)
    return (plus.start(), end, f"+{digits}") if plus else (start, end, digits)


def _number(words: list[str]) -> str | None:
    """Return the digits; None of too few, or of what is hardly told in words."""
    made, times, counted = "", 1, 0
    for word in words:
        if word in TIMES:
            times = TIMES[word]
            continue
        counted += not word.isdigit()
        made += (word if word.isdigit() else DIGITS.get(word, "")) * times
        times = 1
    is_one_of_many = (
        counted and len(made) > FEWEST_MIXED and words[0].isdigit() and words[-1].isdigit()
    )
    return made if is_one_of_many or (len(made) >= FEWEST and counted >= FEWEST_WORDS) else None


def may_glue(text: str, words: Sequence[str]) -> bool:
    return max(map(len, words), default=0) >= LONGEST_WORD and LONG_WORD.search(text) is not None
