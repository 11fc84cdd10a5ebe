"""Whom an event is about, told the same way however it was written."""

import unicodedata

from domain.events.normalising.subjects import one_way


def canonical_subject(text: str) -> str:
    """Return the name under which a subject is erased.

    A phone is E.164; case, width and spaces of any other name do not matter.
    """
    return one_way(" ".join(unicodedata.normalize("NFKC", text).casefold().split()))
