"""Text out of files, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.knowledge.extraction.csv_table import csv_pages
from adapters.knowledge.extraction.pdf import pdf_pages
from adapters.knowledge.extraction.plain import text_pages
from domain.knowledge.errors import TooManyPages
from domain.knowledge.media_type import MediaType
from domain.knowledge.passage import Page

MOST_PAGES = 2_000
READERS = {
    MediaType.PDF: pdf_pages,
    MediaType.CSV: csv_pages,
    MediaType.TEXT: text_pages,
    MediaType.MARKDOWN: text_pages,
}


@dataclass(frozen=True, slots=True)
class FileTextExtractor:
    most_pages: int = MOST_PAGES

    def extract(self, content: bytes, media_type: str) -> Sequence[Page]:
        texts = READERS[MediaType(media_type)](content)
        if len(texts) > self.most_pages:
            raise TooManyPages(len(texts), self.most_pages)
        pages = (Page(number, clean(text)) for number, text in enumerate(texts, start=1))
        return [page for page in pages if page.text.strip()]


def clean(text: str) -> str:
    """Return the text without NUL and lone surrogates, which no database and no JSON can hold."""
    return text.replace("\0", "").encode(errors="replace").decode()
