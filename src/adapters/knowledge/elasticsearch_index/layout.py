"""One physical index: made by the first change, and how long its vectors are."""

from collections.abc import Sequence

from adapters.knowledge.elasticsearch_index.connection import Connection
from adapters.knowledge.elasticsearch_index.mapping import mappings, settings, vector_length
from adapters.knowledge.elasticsearch_index.refusals import INDEX_EXISTS, NO_INDEX, unless
from adapters.knowledge.file_index.refusals import checked_length
from domain.knowledge.errors import WrongVectorLength
from domain.knowledge.retrieval import Vector


class Layout:
    """Remembers what it was told, which other processes may outdate by dropping the index.

    `active` is the alias that people find the active generation under. While it names nothing, the
    index that is made takes it: a document goes into the active generation first.
    """

    def __init__(self, connection: Connection, name: str, active: str) -> None:
        self._connection = connection
        self._length: int | None = None
        self.name, self.changes = name, f"{name}-changes"
        self._active = active

    def checked(self, vectors: Sequence[Vector]) -> int | None:
        """Return the one length of these vectors, or None when none is known.

        Raises WrongVectorLength, VectorNotFinite and Unavailable.
        """
        try:
            return checked_length(vectors, self._known())
        except WrongVectorLength:
            self.forget()
            return checked_length(vectors, self._known())

    def make(self, length: int) -> None:
        """Make the index unless it is there; raises WrongVectorLength when it is and differs."""
        if self._length == length:
            return
        with unless(INDEX_EXISTS):
            self._connection.ask(
                lambda client: client.indices.create(
                    index=self.name,
                    settings=settings(),
                    mappings=mappings(length),
                    aliases=self._aliases(),
                )
            )
        self.forget()
        expected = self._known()
        if expected is not None and expected != length:
            raise WrongVectorLength(length, expected)

    def _aliases(self) -> dict[str, dict[str, str]]:
        taken = self._connection.ask(
            lambda client: bool(client.indices.exists_alias(name=self._active))
        )
        return {self.changes: {}} if taken else {self.changes: {}, self._active: {}}

    def forget(self) -> None:
        self._length = None

    def _known(self) -> int | None:
        if self._length is None:
            with unless(NO_INDEX):
                self._length = self._connection.ask(
                    lambda client: vector_length(
                        client.indices.get_mapping(index=self.name), self.name
                    )
                )
        return self._length
