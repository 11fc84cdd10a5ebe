"""Pages of a PDF, read by PDFium (https://pypdfium2.readthedocs.io)."""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from domain.knowledge.errors import Encrypted, TooManyPages, Unreadable

if TYPE_CHECKING:
    import pypdfium2

MOST_PAGES = 2_000
LINE_END_HYPHEN = "\x02"
"""PDFium's mark for a hyphen that split a word at a line's end."""
_one_at_a_time = Lock()  # PDFium is not safe to call from two threads


def pdf_pages(content: bytes) -> Sequence[str]:
    """Return each page's text, empty for a picture; raises Encrypted, Unreadable, TooManyPages."""
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            if len(document) > MOST_PAGES:
                raise TooManyPages(len(document), MOST_PAGES)
            return [_text(document, number) for number in range(len(document))]
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        finally:
            document.close()


def _text(document: "pypdfium2.PdfDocument", number: int) -> str:
    page = document[number]
    try:
        read = page.get_textpage()
        try:
            text: str = read.get_text_bounded()
        finally:
            read.close()
    finally:
        page.close()
    return text.replace("\r\n", "\n").replace(LINE_END_HYPHEN, "-\n").replace("\ufffe", "-\n")


def _refusal(error: Exception) -> Unreadable:
    if "password" in str(error).lower():
        return Encrypted()
    return Unreadable("the file is damaged, or no PDF at all")
