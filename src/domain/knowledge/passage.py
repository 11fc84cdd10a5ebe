"""Pages as they were extracted, and the passages they are searched by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType
from uuid import UUID, uuid5

from domain.ids import DocumentId
from domain.knowledge.cutting import Cut

PassageId = NewType("PassageId", UUID)


@dataclass(frozen=True, slots=True)
class Page:
    """One page's text, exactly as citations will quote it; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of one page: `text` is `page.text[start:end]`, to the letter.

    A document is cut anew for each way of cutting that a generation of the index asks for.
    """

    id: PassageId
    document_id: DocumentId
    version: int
    cut: Cut
    ordinal: int
    page: int
    start: int
    end: int
    text: str


def passage_id(document_id: DocumentId, version: int, cut: Cut, ordinal: int) -> PassageId:
    """Name a passage by its place, so that reading a document again changes no name (UUIDv5)."""
    return PassageId(uuid5(document_id, f"{version}:{cut}:{ordinal}"))


def version_id(document_id: DocumentId, version: int) -> DocumentId:
    """Name a version in the index, where versions of a document stand side by side.

    The first goes by the document's own name, each later one by a UUIDv5.
    """
    return document_id if version == 1 else DocumentId(uuid5(document_id, f"version {version}"))
