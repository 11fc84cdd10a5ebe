"""Numbers with points that are versions, as the words before them tell."""

import re

NOT_ADDRESS = re.compile(
    r"(?:(?<![\w-])(?:v|ver|version|versions|release|build|section|firmware|driver|chapter|"
    r"clause|phiên bản|mục|oid)"
    r"[ .:=]{0,3}|[A-Za-z]/)\Z",
    re.IGNORECASE,
)
LARGE = re.compile(r"(?=(?:\d{1,2}\.){0,2}\d{3})(?:\d{1,2}\.){0,2}\d{3}\.(?:\d{1,2}\.)*\d{3}")
"""Two numbers of three digits and more: hardly a version, of which a `v=` may speak."""
MASKED = re.compile(r"[\d.]{7,15}(?:/\d|:\d)")


def is_a_version(text: str, start: int) -> bool:
    """Return whether the words right before that place say that numbers with dots follow."""
    said = NOT_ADDRESS.search(text, max(0, start - 16), start)
    if said is None or MASKED.match(text, start):
        return False
    return not (said.group()[-1] == "=" and LARGE.match(text, start))
