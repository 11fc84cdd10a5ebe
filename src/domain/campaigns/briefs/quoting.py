"""What of a document's words may stand in a fact."""

from __future__ import annotations

from domain.campaigns.briefs.asked import MARKUP, tidied
from domain.campaigns.briefs.links import linked
from domain.campaigns.briefs.unsafe import unsafe
from domain.privacy import find
from domain.text.sentences import flowing

LONGEST_QUOTE, LONGEST_TITLE = 180, 60


def quotable(text: str, longest: int = LONGEST_QUOTE) -> str | None:
    """Return it on one line with a token such as `[email]` for what is personal.

    None when it is no such line: it says nothing, is too long, or holds markup, a link or an
    unsafe word.
    """
    line = masked(tidied(flowing(text)))
    says_something = any(one.isalnum() for one in line)
    if not says_something or len(line) > longest:
        return None
    return None if MARKUP.search(line) or linked(line) or unsafe(line) else line


def masked(text: str) -> str:
    """Return it with the kind of each personal thing in its place; nothing leads back."""
    pieces, end = list[str](), 0
    for one in find(text):
        pieces += (text[end : one.start], f"[{one.kind}]")
        end = one.end
    return "".join((*pieces, text[end:]))
