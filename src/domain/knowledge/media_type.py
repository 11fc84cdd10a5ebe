"""What kinds of file are read, and how to tell them apart."""

from enum import StrEnum
from pathlib import PurePath

from domain.knowledge.errors import MediaTypeUnsupported


class MediaType(StrEnum):
    PDF = "application/pdf"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    CSV = "text/csv"


SUFFIXES = {
    ".pdf": MediaType.PDF,
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".csv": MediaType.CSV,
}
PDF_MARK = b"%PDF-"
MARK_WITHIN = 1024
"""PDF readers accept the mark anywhere in the first 1,024 bytes (ISO 32000-1, annex H)."""


def recognise(filename: str, declared: str, content: bytes) -> MediaType:
    """Tell what a file is: by its first bytes, then its name, then what was declared.

    Raises MediaTypeUnsupported.
    """
    if PDF_MARK in content[:MARK_WITHIN]:
        return MediaType.PDF
    named = SUFFIXES.get(PurePath(filename).suffix.lower())
    if named is not None:
        return named
    kind = declared.partition(";")[0].strip().lower()
    if kind in set(MediaType):
        return MediaType(kind)
    raise MediaTypeUnsupported(kind or PurePath(filename).suffix or "a file without a name")
