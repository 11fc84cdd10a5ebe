"""How a text becomes the terms of the keyword leg."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from domain.text.terms import STOP_WORDS
from domain.text.unspaced import spaced

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

ENDINGS = re.compile(r"(?<=\w)['’](?i:d|ll|m|re|s|t|ve)\b|(?<=[A-Z][A-Z])s\b")
"""Tails of possessives and contractions; the s of `NGOs`, which the stemmer leaves."""
LONGEST_TERM = 64
MOST_TERMS = 64
LONGEST_QUERY = 16_384
"""In characters; a query is read no further, and no further than its first `MOST_TERMS`."""


def analyser() -> "TextAnalyzer":
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_TERM))
        .filter(Filter.lowercase())
        .filter(Filter.custom_stopword(sorted(STOP_WORDS)))
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("english"))
        .build()
    )


def ready_made() -> "TextAnalyzer":
    """Return what reads terms with blanks between them, as `terms_of` writes them."""
    from tantivy import TextAnalyzerBuilder, Tokenizer

    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


def encodable(text: str) -> str:
    """Put `?` for lone surrogates, which UTF-8 does not have."""
    return text.encode("utf-8", "replace").decode("utf-8")


def readable(text: str) -> str:
    """Return the text as the analyser is to read it: whole UTF-8, bare words, blanks between them.

    Letters that stand alone are words: `vitamin D`, `C++`, `B. F. Skinner`.
    """
    return spaced(ENDINGS.sub("", encodable(text)))


def terms_of(analyser: "TextAnalyzer", texts: Iterable[str]) -> str:
    """Return a line for each text, with blanks between its terms."""
    return "\n".join(" ".join(analyser.analyze(readable(text))) for text in texts)


def query_terms(analyser: "TextAnalyzer", text: str) -> list[str]:
    found = dict.fromkeys(analyser.analyze(readable(text[:LONGEST_QUERY])))
    return list(islice(found, MOST_TERMS))
