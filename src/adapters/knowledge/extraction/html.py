"""Pages of an HTML file: what a browser would show of it, without its looks.

Parsed by libxml2, which fetches nothing and knows no entities but those of HTML. No tree is built,
so that depth costs nothing. See https://lxml.de/parsing.html#the-target-parser-interface.
"""

import re
from codecs import lookup
from collections.abc import Generator, Mapping

from adapters.knowledge.extraction.limits import Limits
from adapters.knowledge.extraction.lines import Lines
from adapters.knowledge.extraction.plain import cut, decoded, marked

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol optgroup option p pre search section select summary table tbody tfoot thead ul".split()
)
DROPPED = frozenset(
    "audio canvas embed head iframe math noembed noframes noscript object script style svg "
    "template textarea title video".split()
)
CELLS = frozenset({"td", "th"})
HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
CHARSET = re.compile(
    rb"<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
CHARSET_WITHIN = 4096
TEXTUAL = re.compile(r"iso8859|iso2022|cp\d|koi8|shift_jis|euc_|gb|big5|mac-|tis|hz$")
"""Python's names of the encodings that pages are written in."""
WESTERN = {"iso8859-1": "cp1252"}  # as browsers read it (https://encoding.spec.whatwg.org)


def html_pages(content: bytes, limits: Limits) -> Generator[str, None, None]:
    """Yield the shown text, a block a line, cut into pages; raises Unreadable."""
    from lxml import etree

    text = _decoded(content).replace("\0", "")
    target = Shown(limits)
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(text.encode(errors="replace"))
    if text.strip():
        parser.close()
    yield from cut(target.lines.take())


class Shown:
    """Hears of tags and text as they come, and keeps the text that is shown."""

    def __init__(self, limits: Limits) -> None:
        self.lines = Lines(limits)
        self._hidden = 0
        self._kept_as_is = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._hidden or tag in DROPPED or _is_hidden(attributes):
            self._hidden += 1
            return
        self._kept_as_is += tag == "pre"
        if tag == "tr":
            self.lines.begin_row()
        elif tag in BLOCKS:
            self.lines.end_block()

    def end(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
            return
        self._kept_as_is -= tag == "pre"
        if tag == "tr":
            self.lines.end_row()
        elif tag in CELLS:
            self.lines.end_cell()
        elif tag == "br":
            self.lines.end_line()
        elif tag in BLOCKS:
            self.lines.end_block()

    def data(self, text: str) -> None:
        if self._hidden:
            return
        pieces = text.split("\n") if self._kept_as_is else [text]
        for piece in pieces[:-1]:
            self.lines.write(piece)
            self.lines.end_line()
        self.lines.write(pieces[-1])

    def close(self) -> None:
        """Be a target: the lines are asked for afterwards."""


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or HIDING.search(attributes.get("style", "")) is not None
    )


def _decoded(content: bytes) -> str:
    named = CHARSET.search(content[:CHARSET_WITHIN])
    encoding = _encoding(named.group(1).decode("ascii", "replace")) if named else None
    if encoding is None or marked(content):
        return decoded(content)
    return content.decode(encoding, errors="replace")


def _encoding(name: str) -> str | None:
    """Return Python's name of an encoding that a page may say it is written in."""
    try:
        found = lookup(name).name
    except LookupError:
        return None
    return WESTERN.get(found, found) if TEXTUAL.match(found) else None
