"""What the words before a number lead one to expect."""

import re
from collections.abc import Collection, Sequence

from domain.privacy.cues import LAST, NATIONS, PHRASES, SAYING, SMALL

CAMEL, PARTED = re.compile(r"[a-z][A-Z]"), re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a name of a field goes on with another word."""
NUMBERED_BY = re.compile(r"[a-z](?:_ids?|I[dD]s?|_type|_count|_hash)[\"']?\s?[:=]>?[\s\"']{0,2}\Z")
"""The end of a name of a field for something about somebody: `contact_id=`."""
REACH = 40


def hinted(kind: str, text: str, start: int, *, far: int = 0) -> bool:
    """Return whether the words right before that place announce something of the kind.

    `far` other words may stand between, besides small ones.
    """
    before = text[max(0, start - REACH) : start]
    if kind != "national_id" and NUMBERED_BY.search(before):
        return False
    if CAMEL.search(before):
        before = PARTED.sub(" ", before)
    words = SAYING.findall(before.lower())
    for at in range(len(words), 0, -1):
        if kind == "national_id" and words[at - 1] == "id" and at > 1 and words[at - 2] in NATIONS:
            return True
        if words[at - 1] in LAST[kind] and _is_said(words[:at], PHRASES[kind]):
            return True
        if words[at - 1] not in SMALL:
            if not far:
                return False
            far -= 1
    return False


def _is_said(words: Sequence[str], phrases: Collection[str]) -> bool:
    """Return whether the last words, up to four, are one of the phrases."""
    return any(" ".join(words[-size:]) in phrases for size in (1, 2, 3, 4))


def may_name_an_id(text: str) -> bool:
    """Return whether a word is in it with which the name of an id ends."""
    return not LAST["identity"].isdisjoint(SAYING.findall(text.lower()))
