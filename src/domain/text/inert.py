"""Text that does nothing where it is shown: no hidden characters, no live addresses or markup."""

import re

UNSEEN = "\u00ad\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\U000e0000-\U000e007f"
HIDDEN = re.compile(f"(?<=[\x21-\x7e])[{UNSEEN}\u200c-\u200f]+(?=[\x21-\x7e])|[{UNSEEN}]")
"""Controls that reorder or hide; joiners and marks only between ASCII, where no script has them."""
ADDRESS = re.compile(
    r"""
      [a-z][a-z0-9+.-]{0,30}://[^\s<>"'`\[\]{}|\\^]+              # any scheme with an authority
    | (?:javascript|vbscript|mailto|tel|sms|blob|view-source|intent|about)
      :[^\s<>"'`\[\]{}|\\^]+
    | data:[a-z0-9.+-]*(?:/[a-z0-9.+-]+)?[;,][^\s<>"'`]*
    | (?<![:\w/])//[\w-]+(?:\.[\w-]+)+[^\s<>"'`\[\]{}|\\^]*        # the page's own scheme
    | \bwww\.[^\s<>"'`\[\]{}|\\^]+
    | \b(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}(?::\d{1,5})?/[^\s<>"'`\[\]{}|\\^]*  # host, path
    | [\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Whatever may stand in front of a colon, a dot or an @ is bounded: no text takes long to read."""
TRAILING = ".,;:!?)…。！？"
REMOVED = "(address removed)"
TAG = re.compile(r"<(?=[A-Za-z/!?])")
LINK = re.compile(r"\](?=[(\[:])")


def visible(text: str) -> str:
    """Return the text without characters that hide text or turn it around."""
    return HIDDEN.sub("", text)


def addresses(text: str) -> frozenset[str]:
    """Return every address in the text, without the punctuation that ends a sentence."""
    return frozenset(match.group().rstrip(TRAILING) for match in ADDRESS.finditer(text))


def inert(text: str, known: frozenset[str]) -> str:
    """Return the text with nothing in it that a reader's program would follow, fetch or run.

    An address stays only if it is among the known ones; a blank takes tags and links apart, so
    that what is shown is text, whichever program shows it.
    """

    def kept(match: re.Match[str]) -> str:
        found = match.group()
        address = found.rstrip(TRAILING)
        return found if address in known else REMOVED + found[len(address) :]

    return LINK.sub("] ", TAG.sub("< ", ADDRESS.sub(kept, visible(text))))
