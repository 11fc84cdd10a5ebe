"""The manifest's tables, and how a connection to them is opened."""

import sqlite3
from pathlib import Path
from time import monotonic, sleep

from adapters.knowledge.file_index.refusals import DEPENDENCY
from application.errors import Unavailable

FORMAT = 1
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
MARK = f"PRAGMA user_version = {FORMAT}"


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
    if written_as(connection) == 0:
        connection.execute("BEGIN IMMEDIATE")
        if written_as(connection) == 0:
            for statement in (STATE, FIRST_STATE, DOCUMENTS, BY_REVISION, RETIRED, MARK):
                connection.execute(statement)
        connection.execute("COMMIT")
    if written_as(connection) != FORMAT:
        raise Unavailable(DEPENDENCY, "another version wrote it; delete its folder and index again")


def written_as(connection: sqlite3.Connection) -> int:
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    return int(format_)
