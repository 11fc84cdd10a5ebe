"""Leave out of an answer what stands on a source that its reader may not view."""

import re
from collections.abc import Collection

CLAIM = re.compile(r"(?P<said>.*?)(?P<markers>(?:\s*\[\d{1,4}\])+)", re.DOTALL)
MARKER = re.compile(r"\[(\d{1,4})\]")
BLANK = "[…]"
"""Stands where a sentence was."""


def blanked(content: str, gone: Collection[int]) -> str:
    """Return the answer with each sentence blanked that names one of these markers.

    An answer is sentences with their markers behind them, so a sentence reaches from the markers
    before it to its own.
    """
    return CLAIM.sub(lambda claim: _shown(claim, gone), content) if gone else content


def _shown(claim: re.Match[str], gone: Collection[int]) -> str:
    named = {int(one) for one in MARKER.findall(claim["markers"])}
    if named.isdisjoint(gone):
        return claim.group()
    indent = " " if claim["said"].startswith(" ") else ""
    return f"{indent}{BLANK}{claim['markers']}"
