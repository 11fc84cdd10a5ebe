"""A number that a word announces, whatever stands between its characters: `[41][11] / 11-11…`.

Letters that look like digits are read as such, and it is read backwards too. What is found so has
the check of its kind, or is cut in one way throughout.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, islice, pairwise

from domain.privacy.cues import CUES, SAYING
from domain.privacy.finding import Span
from domain.privacy.hints import hinted
from domain.privacy.squeezing import USUAL
from domain.privacy.verified import VERIFIED, Verified
from domain.privacy.view import View

PART = r"(?:[A-Za-z]{0,4}[0-9][A-Za-z0-9]{0,33}|[A-Za-z]{1,4})(?![^\W_])"
RUN = re.compile(rf"(?<![^\W_]){PART}(?:(?:[^\w\n]|[\n_]){{1,8}}{PART})*+")
TOKEN, DIGIT = re.compile(r"[A-Za-z0-9]+"), re.compile(r"[0-9]")
MOST_TOKENS, LETTERS_BEFORE, FEWEST, LONGEST = 40, 4, 7, 110
"""Tokens that are read, those of letters that may stand first; characters of what is found."""
FEWEST_DIGITS = 4
MOST_RUNS, MOST_STARTS = 500, 40
"""Runs of a text, and starts of a run, that are looked at: the rest of a table is as its rows."""
KINDS = {"identity": "national_id", "machine": "ip"}
"""What findings of those that announce one thing only are called."""
Tokens = Sequence[re.Match[str]]


def scattered(view: View, claims: Collection[Span]) -> Iterator[Span]:
    """Yield what is announced and verified; places are those of the view."""
    text = view.text
    if _digits_left(view, claims) < FEWEST_DIGITS:
        return
    if CUES.isdisjoint(SAYING.findall(text.lower())):
        return
    known = _covered(view, claims)
    for run in islice(RUN.finditer(text), MOST_RUNS):
        if len(DIGIT.findall(text, *run.span())) < FEWEST_DIGITS:
            continue
        tokens = list(TOKEN.finditer(text, *run.span()))
        if not all(known[view.starts[one.start()]] for one in tokens if DIGIT.search(one.group())):
            yield from _within(text, tokens)


def _digits_left(view: View, claims: Collection[Span]) -> int:
    """Count the digits that no claim covers; all of them, where the view is not as written."""
    counted = _digits(view.text)
    if not isinstance(view.starts, range):
        return counted
    done = 0
    for start, end in sorted((claim.start, claim.end) for claim in claims):
        counted -= _digits(view.text[max(start, done) : end])
        done = max(done, end)
    return counted


def _is_even(gaps: Sequence[str]) -> bool:
    """Return whether one mark stands between all, and none that others read."""
    return len(set(gaps)) == 1 and gaps[0] not in USUAL


def _goes_on(words: Sequence[str], size: int) -> bool:
    return size < len(words) and DIGIT.search(words[size]) is not None


def _digits(text: str) -> int:
    return sum(map(text.count, "0123456789"))


def _covered(view: View, claims: Collection[Span]) -> bytearray:
    """Return a 1 for each place of the original that is claimed."""
    covered = bytearray(view.ends[-1])
    for claim in claims:
        covered[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
    return covered


def _within(text: str, tokens: Tokens) -> Iterator[Span]:
    for first in islice(_firsts(tokens), MOST_STARTS):
        start = tokens[first].start()
        rest = tokens[first : first + MOST_TOKENS]
        for kind, verified in VERIFIED.items():
            if hinted(kind, text, start, far=1) and (size := _size(text, rest, verified)):
                yield Span(KINDS.get(kind, kind), start, rest[size - 1].end())
                return


def _firsts(tokens: Tokens) -> Iterator[int]:
    """Yield where a number may begin: with letters before its digits, or with the digits."""
    letters = 0
    for at, token in enumerate(tokens):
        if not DIGIT.search(token.group()):
            letters += 1
        elif letters or not at:
            yield from range(max(at - min(letters, LETTERS_BEFORE), 0), min(at + 2, len(tokens)))
            letters = 0


def _size(text: str, tokens: Tokens, verified: Verified) -> int:
    """Return how many of the tokens are one of the kind, at most; none if there is none."""
    words = [one.group() for one in tokens]
    gaps = [text[one.end() : other.start()] for one, other in pairwise(tokens)]
    sizes = list(accumulate(map(len, words)))
    before = text[max(0, tokens[0].start() - 3) : tokens[0].start()]
    after = text[tokens[-1].end() : tokens[-1].end() + 2]
    for size in range(len(words), 0, -1):
        if FEWEST <= sizes[size - 1] <= LONGEST and verified(
            words[:size],
            is_even=_is_even(gaps[: size - 1]) and not _goes_on(words, size),
            has_plus="+" in before,
            ends_in_plus="+" in (gaps[size - 1] if size <= len(gaps) else after),
        ):
            return size
    return 0
