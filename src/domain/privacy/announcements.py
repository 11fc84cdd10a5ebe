"""Phrases that announce: the words they go by, and where in a text they are looked for."""

import re
from collections.abc import Iterator, Sequence

BEFORE = 20
"""Characters before a part of a phrase, and `after` it, within which the whole is."""


def words(said: str) -> frozenset[str]:
    """Return the words as they stand in a text: alone, and with what may follow them."""
    return frozenset(
        f"{word}{sign}" for word in said.split() for sign in ("", ":", ".", ",", "=", ".:")
    )


def near(
    phrase: re.Pattern[str], parts: Sequence[str], text: str, low: str, after: int
) -> Iterator[re.Match[str]]:
    """Yield what `phrase.finditer` would, but look only where one of its parts is."""
    if len(low) != len(text):
        yield from phrase.finditer(text)
        return
    done = 0
    for at in _places(parts, low):
        start, end = max(at - BEFORE, done), at + after
        for match in phrase.finditer(text, start, end):
            if match.start() >= done:
                yield match
                done = match.end()


def _places(parts: Sequence[str], low: str) -> Sequence[int]:
    places: list[int] = []
    for part in parts:
        if part in low:
            at = low.find(part)
            while at >= 0:
                places.append(at)
                at = low.find(part, at + len(part))
    places.sort()
    return places
