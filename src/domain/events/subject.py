"""Whom an event is about, told the same way however it was written."""

import unicodedata


def canonical_subject(text: str) -> str:
    """Return the name under which a subject is erased: case, width and spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
