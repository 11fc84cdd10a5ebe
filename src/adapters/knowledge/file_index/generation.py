"""One generation's index in its folder, which any process may drop at any time."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

from adapters.knowledge.file_index.index import MANIFEST, FilePassageIndex
from adapters.knowledge.file_index.manifest import Dropped
from adapters.knowledge.file_index.refusals import checked_length
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit, Vector

Answer = TypeVar("Answer")


class FileGeneration:
    """Made by its first change with passages; until then, and after a drop, it holds nothing."""

    def __init__(self, folder: Path, patience: float) -> None:
        self._folder = folder
        self._patience = patience
        self._opening = Lock()
        self._index = FilePassageIndex(folder, patience)

    def replace(
        self,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
    ) -> None:
        if passages or self._exists():
            self._used(lambda index: index.replace(organisation_id, document_id, passages))

    def remove(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        if self._exists():
            self._used(lambda index: index.remove(organisation_id, document_id))

    def counted(
        self, organisation_id: OrganisationId, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, int]:
        if not self._exists():
            return {}
        return self._used(lambda index: index.counted(organisation_id, document_ids))

    def keyword(
        self,
        organisation_id: OrganisationId,
        text: str,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        if not self._exists():
            return []
        return self._used(
            lambda index: index.keyword(
                organisation_id, text, limit=limit, document_ids=document_ids
            )
        )

    def dense(
        self,
        organisation_id: OrganisationId,
        vector: Vector,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        if not self._exists():
            checked_length([vector], None)
            return []
        return self._used(
            lambda index: index.dense(
                organisation_id, vector, limit=limit, document_ids=document_ids
            )
        )

    def close(self) -> None:
        """Let go of files and memory; the next use opens them again."""
        self._index.close()

    def _exists(self) -> bool:
        return (self._folder / MANIFEST).exists()

    def _used(self, use: Callable[[FilePassageIndex], Answer]) -> Answer:
        index = self._index
        try:
            return use(index)
        except Dropped:
            return use(self._opened_after(index))

    def _opened_after(self, dropped: FilePassageIndex) -> FilePassageIndex:
        """Return a new one, unless another thread was faster: what it remembers is of the old."""
        with self._opening:
            if self._index is dropped:
                self._index = FilePassageIndex(self._folder, self._patience)
                dropped.close()
            return self._index
