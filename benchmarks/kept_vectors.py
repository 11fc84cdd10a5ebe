"""An embedder that remembers, in a file that outlives the run."""

import sqlite3
from array import array
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from application.knowledge.ports import Embedder
from domain.knowledge.retrieval import Calibration, Vector

TABLE = """
CREATE TABLE IF NOT EXISTS vectors (
    embedder TEXT, text BLOB, vector BLOB, PRIMARY KEY (embedder, text)
)"""
FIND = "SELECT vector FROM vectors WHERE embedder = ? AND text = ?"
KEEP = "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class KeptVectors:
    """An Embedder; a vector is found by the text's digest and the name of what made it."""

    embedder: Embedder
    file: Path

    @property
    def name(self) -> str:
        return self.embedder.name

    @property
    def dimensions(self) -> int:
        return self.embedder.dimensions

    @property
    def calibration(self) -> Calibration:
        return self.embedder.calibration

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, timeout=60)) as connection, connection:
            connection.execute(TABLE)
            return [self._one(connection, text) for text in texts]

    def _one(self, connection: sqlite3.Connection, text: str) -> Vector:
        key = (self.name, sha256(text.encode()).digest())
        found = connection.execute(FIND, key).fetchone()
        if found:
            return array("f", found[0])
        vector = self.embedder.embed([text])[0]
        connection.execute(KEEP, (*key, vector.tobytes()))
        return vector
