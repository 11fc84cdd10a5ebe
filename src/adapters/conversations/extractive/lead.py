"""Headings and table rows that no full stop parts from the sentence below them."""

import re

from adapters.conversations.extractive.legible import tabular
from domain.text.sentences import Span

HEADING = re.compile(r"(?:(\d+(?:\.\d+)*\.?|[A-Z]\.|[IVX]+\.)[ \t]+)?[A-Z][^\n.!?,;]{0,60}")
SECTION = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:abstract|summary|introduction|background|related work"
    r"|(?:materials and )?methods?|methodology|experiments?|evaluation|results?(?: and discussion)?"
    r"|discussion"
    r"|limitations?|conclusions?(?: and future work)?|acknowledge?ments?)\s*[:.]?",
    re.IGNORECASE,
)
MOST_LEAD = 6
"""Lines of title and authors that may stand above the first section's heading."""
MUCH_SHORTER = 0.6
LEAST_CELLS = 3


def without_lead(text: str, span: Span) -> str:
    """Return the sentence at this span without what only the layout put in front of it."""
    sentence = _below_section(_below_rows(span.of(text)))
    begins_line = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    return _below_heading(sentence) if begins_line else sentence


def _below_rows(sentence: str) -> str:
    lines = sentence.split("\n")
    rows = [
        at for at, line in enumerate(lines) if len(line.split()) >= LEAST_CELLS and tabular(line)
    ]
    below = "\n".join(lines[rows[-1] + 1 :]).lstrip() if rows else ""
    return below if below[:1].isupper() else sentence


def _below_section(sentence: str) -> str:
    lines = sentence.split("\n")
    named = [at for at, line in enumerate(lines[:MOST_LEAD]) if SECTION.fullmatch(line.strip())]
    below = "\n".join(lines[named[-1] + 1 :]).lstrip() if named else ""
    return below or sentence


def _below_heading(sentence: str) -> str:
    first, newline, rest = sentence.partition("\n")
    below = rest.lstrip()
    match = HEADING.fullmatch(first.strip())
    if not newline or match is None or not (below[:1].isupper() or below[:1].isdigit()):
        return sentence
    shorter = len(first) < MUCH_SHORTER * len(below.partition("\n")[0])
    return _below_heading(below) if match.group(1) or shorter else sentence
