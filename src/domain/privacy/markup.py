"""What joins its neighbours or is not shown: mark-up, Markdown, quotes of programmes."""

import re

from domain.privacy.view import View

MARKUP = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup"
    r"|time|tt|u|var|wbr|x-\w{1,20})(?: [^<>=]{0,60}=[^<>]{0,200})?/?>|<!--[^<>]{0,200}-->",
    re.I,
)
"""What joins its neighbours when a page is shown."""
HIDDEN = re.compile(
    r"<(\w{1,12})\s[^<>]{0,100}(?:display:\s?none|visibility:\s?hidden|font-size:\s?0|\bhidden\b)"
    r"[^<>]{0,100}>[^<>]{0,60}</\1>",
    re.I,
)
"""What a page does not show."""
LITERALS = re.compile(
    r"(['\"`])(?:\s{0,3}(?:[+&.~]|\|\||\.\.|<<)\s{0,3}|\s{1,3})\1|\$\{['\"]{0,2}\}"
)
"""Between two texts that a programme puts together."""
EMPHASIS = re.compile(
    r"(?<=[\w@.:+-])(?P<a>\*{1,2}|~~|`|__|\|\|)[^*~`|\n]{1,60}(?P=a)"
    r"|(?P<b>\*{1,2}|~~|`|__|\|\|)[^*~`|\n]{1,60}(?P=b)(?=[\w@])"
    r"|(?<=[0-9.\- ])</?[A-Za-z]{1,10}(?: [^<>]{0,60})?/?>(?=[0-9.\- ])"
)
"""Markdown within a word, and any mark-up within a number."""


def unstyled(view: View) -> View:
    """Return the view without Markdown within words, or the same view where there is none."""
    return view.decoded(EMPHASIS, _unstyled) if is_styled(view.text) else view


def _unstyled(written: str) -> str:
    return "" if written[0] == "<" else written.strip("*~`|_")


def is_styled(text: str) -> bool:
    has_sign = "*" in text or "`" in text or "<" in text or "~~" in text
    has_sign = has_sign or "__" in text or "||" in text
    return has_sign and EMPHASIS.search(text) is not None


def is_pieced(text: str) -> bool:
    """Return whether it may be put together of texts, or marked up within a word."""
    quoted = "'" in text or '"' in text
    return (quoted and LITERALS.search(text) is not None) or is_styled(text)
