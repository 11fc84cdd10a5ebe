"""What is spread out: characters, or groups of digits, with one mark between each and the next."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from domain.privacy.finding import Span
from domain.privacy.view import View

MARK = r"(?:[^\w\s]|_){1,4}|ー|[ \t\n]{1,3}|\r\n|[,;.] | (?:[^\w\s]|_){1,2} "
SINGLES = re.compile(
    rf"[0-9](?<![^\W_][0-9])(?P<mark>{MARK})[0-9](?:(?P=mark)[0-9](?![0-9])){{4,}}+"
)
SPREAD = re.compile(
    r"[^\W_](?<![^\W_]{2})(?P<mark>[ \t]{1,3}|, |_|[^\w\s@.:])"
    r"\S(?:(?P=mark)\S(?![^\W_])){5,}+"
)
"""Of any sort: letters and signs as well."""
GROUPS = re.compile(
    rf"[0-9](?<![^\W_][0-9])(?<![0-9][.,:][0-9])[0-9]{{0,7}}+(?P<mark>{MARK})[0-9]{{1,8}}+(?:(?P=mark)[0-9]{{1,8}}+)*+(?![A-Za-z0-9])"
)
KNOWN_MARK = re.compile(MARK)
LETTERED = re.compile(
    r"[0-9](?<![^\W_][0-9])[0-9]{0,7}+(?P<mark>[^0-9\n]{1,6})[0-9]{1,8}+(?:(?P=mark)[0-9]{1,8}+)++(?![A-Za-z0-9])"
)
"""With anything between them that is always the same."""
USUAL = {" ", "-", ".", "/"}
TOKENS, MOST_GROUPS = range(7, 140), 10
FEWEST, MANY, LONGEST = 7, 9, 24
FOUR, FEWEST_GROUPS, FEWEST_DIFFERENT = 4, 3, 4


class Zone(NamedTuple):
    """Where it stands in the rewritten text; whether it was in fours, or in single characters."""

    start: int
    end: int
    is_fours: bool
    is_singles: bool = False


Edit = tuple[int, int, str, bool, bool]


def squeezed(view: View, claims: Collection[Span]) -> Iterator[tuple[View, list[Zone]]]:
    """Yield the view with the marks taken out, once for each way in which something is spread.

    What is claimed already is left; what stands at either end of single characters may belong to
    the sentence around them.
    """
    for pattern in _worth_a_search(view.text):
        found = [match for match in pattern.finditer(view.text) if _is_spread(match)]
        for first, last in ENDS if pattern is SPREAD else ENDS[:1]:
            edits = [_joined(match, first, last) for match in found]
            left = [edit for edit in edits if not is_claimed(view, edit[0], edit[1], claims)]
            if left:
                yield _closed(view, left)


def _worth_a_search(text: str) -> Iterator[re.Pattern[str]]:
    yield from (SINGLES, GROUPS, LETTERED)
    is_spaced = sum(len(word) == 1 for word in text.split()) > FEWEST
    if is_spaced or any(text.count(mark) >= FEWEST - 1 for mark in MARKS):
        yield SPREAD


MARKS = "-_|*~,;/\\#=+^!&%'\"<>"
ENDS = ((0, 0), (0, 1), (1, 0), (1, 1))
"""Characters left out at both ends."""


def is_claimed(view: View, start: int, end: int, claims: Collection[Span]) -> bool:
    first, last = view.starts[start], view.ends[end - 1]
    return any(claim.start <= first and last <= claim.end for claim in claims)


def _closed(view: View, edits: list[Edit]) -> tuple[View, list[Zone]]:
    zones, moved = [], 0
    for start, end, text, is_fours, is_singles in edits:
        zones.append(Zone(start + moved, start + moved + len(text), is_fours, is_singles))
        moved += len(text) - (end - start)
    return view.rewritten((start, end, text) for start, end, text, *_ in edits), zones


def _is_spread(match: re.Match[str]) -> bool:
    groups = match.group().split(match["mark"])
    text = "".join(groups)
    if match.re is SINGLES or match.re is SPREAD:
        return len(groups) in TOKENS and len(set(text)) >= FEWEST_DIFFERENT
    if match.re is LETTERED and KNOWN_MARK.fullmatch(match["mark"]):
        return False
    least = MANY if match["mark"] in USUAL else FEWEST
    return len(groups) <= MOST_GROUPS and least <= len(text) <= LONGEST


def _joined(match: re.Match[str], first: int, last: int) -> Edit:
    mark, groups = match["mark"], match.group().split(match["mark"])
    start = match.start() + first * (1 + len(mark))
    end = match.end() - last * (1 + len(mark))
    sizes = [len(one) for one in groups]
    is_fours = len(sizes) >= FEWEST_GROUPS and set(sizes[:-1]) == {FOUR}
    text = "".join(groups[first : len(groups) - last])
    return start, end, text, is_fours, match.re in {SINGLES, SPREAD}
