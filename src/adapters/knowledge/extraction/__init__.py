"""Text out of files, page by page."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from adapters.knowledge.extraction.limits import ORDINARY, Limits
from domain.knowledge.errors import TooLargeWhenRead, TooManyPages
from domain.knowledge.media_type import MediaType
from domain.knowledge.passage import Page


class Reader(Protocol):
    def __call__(self, content: bytes, limits: Limits) -> Generator[str, None, None]:
        """Yield each page's text, empty where there is none; raises kinds of Unreadable."""


def reader_of(kind: MediaType) -> Reader:
    """Return what reads this kind; only that one is imported, since processes start for it."""
    if kind is MediaType.PDF:
        from adapters.knowledge.extraction.pdf import pdf_pages as reader
    elif kind is MediaType.DOCX:
        from adapters.knowledge.extraction.docx import docx_pages as reader
    elif kind is MediaType.HTML:
        from adapters.knowledge.extraction.html import html_pages as reader
    elif kind is MediaType.CSV:
        from adapters.knowledge.extraction.csv_table import csv_pages as reader
    else:
        from adapters.knowledge.extraction.plain import text_pages as reader
    return reader


@dataclass(frozen=True, slots=True)
class FileTextExtractor:
    """Reads in this very process; of the limits it holds to those that can be counted."""

    limits: Limits = ORDINARY

    def extract(self, content: bytes, media_type: str) -> Sequence[Page]:
        with closing(reader_of(MediaType(media_type))(content, self.limits)) as texts:
            return list(counted(enumerate(texts, start=1), self.limits))


def counted(texts: Iterable[tuple[int, str]], limits: Limits) -> Iterator[Page]:
    """Yield the numbered texts that are not empty; raises TooManyPages, TooLargeWhenRead."""
    characters = 0
    for number, text in texts:
        page = Page(number, clean(text))
        characters += len(page.text)
        if number > limits.pages:
            raise TooManyPages(limits.pages)
        if characters > limits.characters:
            raise TooLargeWhenRead(limits.characters)
        if page.text.strip():
            yield page


def clean(text: str) -> str:
    """Return the text without NUL and lone surrogates, which no database and no JSON can hold."""
    return text.replace("\0", "").encode(errors="replace").decode()
