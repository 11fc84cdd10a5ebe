"""Pages of a PDF, read by PDFium (https://pypdfium2.readthedocs.io)."""

from collections.abc import Generator
from threading import Lock
from typing import TYPE_CHECKING

from adapters.knowledge.extraction.limits import Limits
from domain.knowledge.errors import Encrypted, TooLargeWhenRead, TooManyPages, Unreadable

if TYPE_CHECKING:
    import pypdfium2

LINE_END_HYPHEN = "\x02"
"""PDFium's mark for a hyphen that split a word at a line's end."""
SPELT = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
SPELT_OUT = str.maketrans({LINE_END_HYPHEN: "-\n", "\ufffe": "-\n", **SPELT})
"""Marks of hyphens, and ligatures, which nobody types who looks for the word."""
_one_at_a_time = Lock()  # PDFium is not safe to call from two threads


def pdf_pages(content: bytes, limits: Limits) -> Generator[str, None, None]:
    """Yield each page's text, empty for a picture; raises kinds of Unreadable.

    Close the generator: until its end it keeps other threads from PDFium.
    """
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            if len(document) > limits.pages:
                raise TooManyPages(limits.pages)
            for number in range(len(document)):
                yield _text(document, number, limits)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        finally:
            document.close()


def _text(document: "pypdfium2.PdfDocument", number: int, limits: Limits) -> str:
    page = document[number]
    try:
        read = page.get_textpage()
        try:
            if read.count_chars() > limits.characters:
                raise TooLargeWhenRead(limits.characters)
            text: str = read.get_text_bounded()
        finally:
            read.close()
    finally:
        page.close()
    return text.replace("\r\n", "\n").translate(SPELT_OUT)


def _refusal(error: Exception) -> Unreadable:
    if "password" in str(error).lower():
        return Encrypted()
    return Unreadable("the file is damaged, or no PDF at all")
