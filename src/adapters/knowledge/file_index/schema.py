"""The manifest's tables, and how a connection to them is opened."""

import sqlite3
from pathlib import Path
from time import monotonic, sleep

from adapters.knowledge.file_index.refusals import DEPENDENCY
from application.errors import Unavailable

FORMAT = 2
STATE = "CREATE TABLE state (sequence INTEGER NOT NULL, vector_length INTEGER)"
FIRST_STATE = "INSERT INTO state VALUES (0, NULL)"
DOCUMENTS = """
CREATE TABLE documents (
    organisation_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    passage_ids BLOB NOT NULL,
    vectors BLOB NOT NULL,
    PRIMARY KEY (organisation_id, document_id)
)"""
BY_REVISION = "CREATE UNIQUE INDEX documents_by_revision ON documents (organisation_id, revision)"
RETIRED = "CREATE TABLE retired (revision INTEGER PRIMARY KEY)"
PENDING = """
CREATE TABLE pending (
    revision INTEGER PRIMARY KEY,
    passages INTEGER NOT NULL,
    organisation_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    passage_ids BLOB NOT NULL,
    words TEXT NOT NULL
)"""
FOLDED = """
CREATE TABLE folded (
    number INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    words INTEGER NOT NULL
)"""
NEVER_FOLDED = "INSERT INTO folded VALUES (0, 0, 0)"
MARK = f"PRAGMA user_version = {FORMAT}"

ADDED = (PENDING, FOLDED, NEVER_FOLDED, MARK)
STEPS = {0: (STATE, FIRST_STATE, DOCUMENTS, BY_REVISION, RETIRED, *ADDED), 1: ADDED}
"""What makes a file of that format one of ours; in format 1 no words waited for a fold."""


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """Open the file, made when absent; the connection waits `patience` seconds for a lock.

    `synchronous=FULL`: a document is called ready once its change returned, so the commit must
    outlive a power cut, and a number must never be given twice to changes that tantivy kept.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        path, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        write_ahead(connection, patience)
        connection.execute("PRAGMA synchronous = FULL")
        prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Switch the file to WAL; SQLite does not wait by itself when two processes do so at once."""
    deadline = monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(0.01)
        else:
            return


def prepare(connection: sqlite3.Connection) -> None:
    if written_as(connection) in STEPS:
        connection.execute("BEGIN IMMEDIATE")
        for statement in STEPS.get(written_as(connection), ()):
            connection.execute(statement)
        connection.execute("COMMIT")
    if written_as(connection) != FORMAT:
        raise Unavailable(DEPENDENCY, "another version wrote it; delete its folder and index again")


def written_as(connection: sqlite3.Connection) -> int:
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    return int(format_)
