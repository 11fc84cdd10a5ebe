"""Pages of plain text and Markdown."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence

from domain.knowledge.errors import Unreadable

LONGEST_PAGE = 6_000
"""In characters; text without form feeds is cut at paragraphs so that a page can be shown."""
BOMS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


def text_pages(content: bytes) -> Sequence[str]:
    """Return the text's pages: split at form feeds, then at paragraphs; raises Unreadable."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    return [page for part in text.split("\f") for page in _cut(part)]


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


def _cut(text: str) -> Iterator[str]:
    while len(text) > LONGEST_PAGE:
        at = _place(text)
        yield text[:at]
        text = text[at:]
    yield text


def _place(text: str) -> int:
    for end in ("\n\n", "\n", " "):
        at = text.rfind(end, LONGEST_PAGE // 2, LONGEST_PAGE)
        if at > 0:
            return at + len(end)
    return LONGEST_PAGE
