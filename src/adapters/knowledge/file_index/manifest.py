"""Which passages the index holds: an SQLite file, whose commit makes a change visible.

A change has a number, one more than the last; it is the revision of the document it writes. A
removed document stays as a row without passages, so that readers learn of it like of any other
change. `retired` lists the revisions that were replaced and may still be in the keyword part.
`pending` holds the words of the latest changes, which a fold will put into the keyword part.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from adapters.knowledge.file_index.refusals import DEPENDENCY
from adapters.knowledge.file_index.schema import connect
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId

Identity = tuple[int, int]
ID_BYTES = 16


class State(NamedTuple):
    """The last change's number, and how many numbers a vector has once one was written."""

    sequence: int
    vector_length: int | None


class Row(NamedTuple):
    """A document's passages: ids of 16 bytes, vectors of 4-byte floats in the same order."""

    document_id: bytes
    passage_ids: bytes
    vectors: bytes


class PendingRow(NamedTuple):
    """The words of one change, which the keyword part need not hold yet."""

    revision: int
    organisation_id: bytes
    document_id: bytes
    passage_ids: bytes
    words: str
    """A line for each passage, with blanks between its terms."""


def each_passage(row: PendingRow) -> Iterator[tuple[int, str]]:
    """Return the passages of a change with their words; none when a document was taken out."""
    starts = range(0, len(row.passage_ids), ID_BYTES)
    for start, words in zip(starts, row.words.split("\n"), strict=False):
        yield int.from_bytes(row.passage_ids[start : start + ID_BYTES]), words


class Folded(NamedTuple):
    """How often pending words were folded in, and how many passages and words that ever were."""

    number: int
    passages: int
    words: int


class Dropped(Unavailable):
    """The file that is open is no longer the one at its path: its index was dropped."""

    def __init__(self) -> None:
        super().__init__(DEPENDENCY, "its folder was removed")


class Manifest:
    """One connection, used by one thread at a time; opened at first use.

    Raises Dropped before anything is read or changed in a file that was removed meanwhile.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        self._patience = patience
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: Identity | None = None

    def state(self) -> "State":
        """Read it alone, without a transaction around the one statement."""
        with self._connected() as connection:
            self._check()
            return Transaction(connection).state()

    @contextmanager
    def reading(self) -> Iterator["Transaction"]:
        """See one state of the file until the block ends."""
        with self._transaction("BEGIN") as transaction:
            yield transaction

    @contextmanager
    def changing(self) -> Iterator["Transaction"]:
        """Hold every other process's changes off; undone when the block raises."""
        with self._transaction("BEGIN IMMEDIATE") as transaction:
            yield transaction

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    @contextmanager
    def _transaction(self, begin: str) -> Iterator["Transaction"]:
        with self._connected() as connection:
            connection.execute(begin)
            try:
                self._check()
                yield Transaction(connection)
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if not self._lock.acquire(timeout=self._patience):
            raise Unavailable(DEPENDENCY, "another change takes too long")
        try:
            self._connection = self._connection or self._connect()
            yield self._connection
        finally:
            self._lock.release()

    def _check(self) -> None:
        if identity(self._path) != self._opened:
            raise Dropped

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self._path, self._patience)
        self._opened = identity(self._path)
        return connection


def identity(path: Path) -> Identity | None:
    """Return what stays the same while the file does: no open file's number is given again."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino)


class Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def state(self) -> State:
        return State(*self._execute("SELECT sequence, vector_length FROM state").fetchone())

    def retired(self) -> frozenset[int]:
        return frozenset(revision for (revision,) in self._execute("SELECT revision FROM retired"))

    def folded(self) -> Folded:
        return Folded(*self._execute("SELECT number, passages, words FROM folded").fetchone())

    def pending(self, since: int = 0) -> list[PendingRow]:
        """Return the changes after that number whose words were not folded in, oldest first."""
        rows = self._execute(
            "SELECT revision, organisation_id, document_id, passage_ids, words FROM pending"
            " WHERE revision > ? ORDER BY revision",
            (since,),
        )
        return list(map(PendingRow._make, rows))

    def pending_passages(self) -> int:
        return int(self._execute("SELECT coalesce(sum(passages), 0) FROM pending").fetchone()[0])

    def changed(self, organisation_id: OrganisationId, since: int) -> Iterator[Row]:
        """Stream the organisation's documents that changed after that number, oldest first."""
        rows = self._execute(
            "SELECT document_id, passage_ids, vectors FROM documents"
            " WHERE organisation_id = ? AND revision > ? ORDER BY revision",
            (organisation_id.bytes, since),
        )
        return map(Row._make, rows)

    def revision_with_passages(
        self, organisation_id: OrganisationId, document_id: DocumentId
    ) -> int | None:
        found = self._execute(
            "SELECT revision FROM documents WHERE organisation_id = ? AND document_id = ?"
            " AND length(passage_ids) > 0",
            (organisation_id.bytes, document_id.bytes),
        ).fetchone()
        return None if found is None else int(found[0])

    def counted(
        self, organisation_id: OrganisationId, document_ids: Iterable[DocumentId]
    ) -> dict[DocumentId, int]:
        """Return how many passages are listed of those of which any are."""
        listed = {}
        for one in document_ids:
            found = self._execute(
                "SELECT length(passage_ids) FROM documents WHERE organisation_id = ?"
                " AND document_id = ? AND length(passage_ids) > 0",
                (organisation_id.bytes, one.bytes),
            ).fetchone()
            if found is not None:
                listed[one] = int(found[0]) // ID_BYTES
        return listed

    def keep(
        self,
        change: State,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
        words: str,
    ) -> None:
        """Write what change number `change.sequence` made of the document."""
        ids = b"".join(passage.id.bytes for passage in passages)
        vectors = b"".join(passage.vector.tobytes() for passage in passages)
        name = (organisation_id.bytes, document_id.bytes)
        self._execute("UPDATE state SET sequence = ?, vector_length = ?", change)
        self._execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (organisation_id, document_id) DO UPDATE SET"
            " revision = excluded.revision, passage_ids = excluded.passage_ids,"
            " vectors = excluded.vectors",
            (*name, change.sequence, ids, vectors),
        )
        self._execute(
            "INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?)",
            (change.sequence, len(passages), *name, ids, words),
        )

    def retire(self, revision: int) -> None:
        """List a revision as replaced; the keyword part may hold it, also when it is pending."""
        self._execute("DELETE FROM pending WHERE revision = ?", (revision,))
        self._execute("INSERT INTO retired VALUES (?)", (revision,))

    def fold(self, passages: int, words: int, deleted: Iterable[int]) -> None:
        """Forget the pending, which the keyword part took in, and the retired that it deleted."""
        self._execute("DELETE FROM pending")
        for revision in deleted:
            self._execute("DELETE FROM retired WHERE revision = ?", (revision,))
        self._execute(
            "UPDATE folded SET number = number + 1, passages = passages + ?, words = words + ?",
            (passages, words),
        )
