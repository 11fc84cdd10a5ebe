"""Texts that are lists of thousands of numbers: each is taken by its form, unchecked.

To check one costs tens of microseconds. Who sends so many at once would buy seconds with them, and
that some are order numbers is not worth those.
"""

import re
from collections.abc import Iterator, Sequence

from domain.privacy.finding import Span

NUMBER = re.compile(
    r"(?<![^\W_])\+?(?:[0-9]{9,19}|[0-9]{2,4}([ .\-])[0-9]{3,4}\1[0-9]{2,4}"
    r"|([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}))(?![^\W_])"
)
FEWEST = 2_000
"""Numbers in one text from which on none is looked at."""
OF_ADDRESS = 2
LONGEST_PHONE = 15


def numbers(text: str) -> Iterator[Span]:
    """Yield every number of a dump; nothing of a text that is none."""
    found = list(NUMBER.finditer(text))
    if len(found) < FEWEST:
        return
    for match in found:
        yield Span(_kind(match), match.start(), match.end())


def _kind(match: re.Match[str]) -> str:
    if match.lastindex == OF_ADDRESS:
        return "ip"
    return "phone" if match.end() - match.start() <= LONGEST_PHONE else "card"


def without(text: str, spans: Sequence[Span]) -> str:
    """Return the text with `_` where the numbers were."""
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += (text[done : span.start], "_" * (span.end - span.start))
        done = span.end
    return "".join((*pieces, text[done:]))
