"""Pages of plain text and Markdown."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Generator, Iterator

from adapters.knowledge.extraction.limits import Limits
from domain.knowledge.errors import TooLargeWhenRead, Unreadable

LONGEST_PAGE = 6_000
"""In characters; text without form feeds is cut at paragraphs so that a page can be shown."""
BOMS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


def text_pages(content: bytes, limits: Limits) -> Generator[str, None, None]:
    """Yield the text's pages: split at form feeds, then at paragraphs; raises Unreadable."""
    text = decoded_within(content, limits).replace("\r\n", "\n").replace("\r", "\n")
    for part in text.split("\f"):
        yield from cut(part)


def decoded_within(content: bytes, limits: Limits) -> str:
    """Decode; raises TooLargeWhenRead before anything is made of too long a text."""
    text = decoded(content)
    if len(text) > limits.characters:
        raise TooLargeWhenRead(limits.characters)
    return text


def marked(content: bytes) -> str | None:
    """Return the encoding whose byte order mark the content begins with."""
    return next((name for mark, name in BOMS.items() if content.startswith(mark)), None)


def decoded(content: bytes) -> str:
    """Decode UTF-8, UTF-16 with its mark, or else Windows-1252; raises Unreadable for binary."""
    for mark, encoding in BOMS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if b"\0" in content[:4096]:
        raise Unreadable("the file is binary, not text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def cut(text: str) -> Iterator[str]:
    """Yield the text in pages that are not too long to be shown."""
    start = 0
    while len(text) - start > LONGEST_PAGE:
        end = _place(text, start)
        yield text[start:end]
        start = end
    yield text[start:]


def _place(text: str, start: int) -> int:
    for end in ("\n\n", "\n", " "):
        at = text.rfind(end, start + LONGEST_PAGE // 2, start + LONGEST_PAGE)
        if at > 0:
            return at + len(end)
    return start + LONGEST_PAGE
