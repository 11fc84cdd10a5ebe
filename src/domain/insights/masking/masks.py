"""Tokens that stand for personal data: one for each value, and none that a text held before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.insights.masking.identifiers import personal

TOKEN = re.compile(r"\[\[[A-Z_]+-[0-9]+-[A-Za-z0-9]+\]\]")


@dataclass(frozen=True, slots=True)
class Masks:
    """`tokens` tells the token of each value exactly as it was written.

    `found` tells the kinds of what was found in any of the texts, by itself.
    """

    salt: str
    known: tuple[str, ...]
    tokens: Mapping[str, str]
    found: Mapping[str, str]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many values were hidden, by kind."""
        return Counter(_kind(one) for one in self.tokens.values())

    def mask(self, text: str) -> str:
        """Return the text with tokens; it is one of those that the masks were made for."""
        pieces: list[str] = []
        done = 0
        for place in personal(text, self.known, self.found):
            pieces += (text[done : place.start], self.tokens[text[place.start : place.end]])
            done = place.end
        return "".join((*pieces, text[done:]))

    def unmask(self, text: str) -> str:
        """Return the text with every token of these masks put back; others stay as they are."""
        values = {token: value for value, token in self.tokens.items()}
        return TOKEN.sub(lambda match: values.get(match.group(), match.group()), text)

    def spoilt(self, text: str) -> bool:
        """Return whether a text that was put back still holds part of a token."""
        return self.salt in text


def masks_for(texts: Sequence[str], known: Sequence[str], salts: Iterable[str]) -> Masks:
    """Return masks for these texts, salted with the first salt that none of them holds.

    A salt is letters and digits. Raises StopIteration when all of them are taken.
    """
    salt = next(one for one in salts if not any(one in text for text in (*texts, *known)))
    tokens: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    found = {text[one.start : one.end]: one.kind for text in texts for one in personal(text, known)}
    for text in texts:
        for place in personal(text, known, found):
            value = text[place.start : place.end]
            if value not in tokens:
                kinds[place.kind] += 1
                tokens[value] = f"[[{place.kind.upper()}-{kinds[place.kind]}-{salt}]]"
    return Masks(salt, tuple(known), tokens, found)


def _kind(token: str) -> str:
    return token.removeprefix("[[").split("-")[0].lower()
