"""What kinds of file are read, and how to tell them apart."""

from enum import StrEnum
from pathlib import PurePath

from domain.knowledge.errors import MediaTypeUnsupported


class MediaType(StrEnum):
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    CSV = "text/csv"


SUFFIXES = {
    ".pdf": MediaType.PDF,
    ".docx": MediaType.DOCX,
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".csv": MediaType.CSV,
}
DECLARED = {"application/xhtml+xml": MediaType.HTML, **{kind.value: kind for kind in MediaType}}
PDF_MARK = b"%PDF-"
MARK_WITHIN = 1024
"""PDF readers accept the mark anywhere in the first 1,024 bytes (ISO 32000-1, annex H)."""
ZIP_MARK = b"PK\x03\x04"
DOCX_PART = b"word/document.xml"
"""A zip archive holds the names of its files as they are; this one makes it a Word document."""
HTML_MARKS = (b"<!doctype html", b"<html")
UTF8_MARK = b"\xef\xbb\xbf"


def recognise(filename: str, declared: str, content: bytes) -> MediaType:
    """Tell what a file is: by its bytes, then its name, then what was declared.

    Raises MediaTypeUnsupported.
    """
    marked = _marked(content)
    if marked is not None:
        return marked
    named = SUFFIXES.get(PurePath(filename).suffix.lower())
    if named is not None:
        return named
    kind = declared.partition(";")[0].strip().lower()
    if kind in DECLARED:
        return DECLARED[kind]
    raise MediaTypeUnsupported(kind or PurePath(filename).suffix or "a file without a name")


def _marked(content: bytes) -> MediaType | None:
    start = content[:MARK_WITHIN]
    if start.startswith(ZIP_MARK) and DOCX_PART in content:
        return MediaType.DOCX
    if PDF_MARK in start:
        return MediaType.PDF
    if start.removeprefix(UTF8_MARK).lstrip().lower().startswith(HTML_MARKS):
        return MediaType.HTML
    return None
