"""Where a text holds what is personal: identifiers that are known, and whatever looks like one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from domain.privacy import Finding, find

NAME = "name"
SHORTEST = 4
"""Characters of a value that is hidden inside words too."""
KNOWN = 256
"""Patterns of known names that are kept compiled."""


@dataclass(frozen=True, slots=True)
class Place:
    kind: str
    start: int
    end: int


def personal(
    text: str, known: Sequence[str], values: Mapping[str, str] = MappingProxyType({})
) -> list[Place]:
    """Return what to hide, in order; what overlaps becomes one.

    `known` are names in whatever case and Unicode form; they are found as whole words, and in
    scripts without spaces anywhere. `values` are texts that were found elsewhere, with their
    kinds: they are hidden also where they are part of a word, unless they are very short.
    """
    found = [*_named(text, tuple(known)), *map(_place, find(text)), *_again(text, values)]
    return list(_apart(sorted(found, key=lambda one: (one.start, -one.end))))


def _named(text: str, known: tuple[str, ...]) -> Iterator[Place]:
    pattern = _pattern(known)
    if pattern is not None:
        yield from (Place(NAME, *match.span()) for match in pattern.finditer(text))


def _again(text: str, values: Mapping[str, str]) -> Iterator[Place]:
    for value, kind in values.items():
        at = text.find(value) if len(value) >= SHORTEST else -1
        while at >= 0:
            yield Place(kind, at, at + len(value))
            at = text.find(value, at + 1)


@lru_cache(maxsize=KNOWN)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = {form for one in known for form in _forms(one)}
    longest = sorted(forms, key=lambda one: (-len(one), one))
    return re.compile("|".join(map(_whole, longest)), re.IGNORECASE) if longest else None


def _forms(name: str) -> Iterator[str]:
    name = name.strip()
    if name:
        yield from {name, *(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))}


def _whole(name: str) -> str:
    """Return a pattern for the name with any blanks between its words."""
    words = r"\s+".join(map(re.escape, name.split()))
    before = r"(?<![^\W_])" if _is_spaced(name[0]) else ""
    after = r"(?![^\W_])" if _is_spaced(name[-1]) else ""
    return before + words + after


def _is_spaced(character: str) -> bool:
    """Return whether its script tells words apart, so that it may stand inside another word."""
    return character.lower() != character.upper() or character.isdigit()


def _place(finding: Finding) -> Place:
    return Place(finding.kind, finding.start, finding.end)


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    held: Place | None = None
    for place in places:
        if held is None or place.start >= held.end:
            if held is not None:
                yield held
            held = place
        else:
            held = Place(held.kind, held.start, max(held.end, place.end))
    if held is not None:
        yield held
