"""Take versions of a document out of the index, and look what is left of them."""

from collections.abc import Collection, Iterable

from application.knowledge.ports import PassageIndex
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.passage import version_id


def clear(indexes: Iterable[PassageIndex], document: Document, versions: Iterable[int]) -> None:
    """Remove those of which an index holds anything: one look an index, however many they are."""
    names = _names(document, versions)
    for index in indexes:
        for name in sorted(index.counted(document.organisation_id, names)):
            index.remove(document.organisation_id, name)


def indexed(indexes: Iterable[PassageIndex], document: Document) -> int:
    """Count the document's passages of every version in every index."""
    names = _names(document, range(1, document.last_version + 1))
    return sum(sum(index.counted(document.organisation_id, names).values()) for index in indexes)


def _names(document: Document, versions: Iterable[int]) -> Collection[DocumentId]:
    return [version_id(document.id, version) for version in versions]
