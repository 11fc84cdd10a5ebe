"""The built graph, kept in a folder so that only the first start builds it."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4
from zlib import crc32

from adapters.knowledge.minilm.encoder import VERSION, encoder
from adapters.knowledge.minilm.precision import Int8
from adapters.knowledge.minilm.weights import Weights

CHECKSUM = 4
"""Bytes of CRC-32 behind the graph; damaged weights would load and answer nonsense."""


@dataclass(frozen=True, slots=True)
class GraphCache:
    """Builds are the same everywhere, so two processes at once do no harm: the last rename wins."""

    folder: Path
    weights: Weights

    @property
    def file(self) -> Path:
        return self.folder / f"minilm-{self.weights.identity}-v{VERSION}.graph"

    def graph(self) -> bytes:
        """Return the ONNX model, 23 MB; build it when it is missing or damaged.

        A folder that cannot be written costs every start a build, and nothing else.
        """
        kept = self._kept()
        if kept is not None:
            return kept
        built = encoder(self.weights.tensors(), Int8())
        with suppress(OSError):
            self._keep(built)
        return built

    def _kept(self) -> bytes | None:
        try:
            content = self.file.read_bytes()
        except OSError:
            return None
        graph, checksum = content[:-CHECKSUM], content[-CHECKSUM:]
        return graph if graph and checksum == _checksum(graph) else None

    def _keep(self, graph: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary = self.folder / f".{self.file.name}.{uuid4().hex}"
        try:
            with temporary.open("xb") as stream:
                stream.write(graph + _checksum(graph))
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(self.file)
        finally:
            temporary.unlink(missing_ok=True)


def _checksum(graph: bytes) -> bytes:
    return crc32(graph).to_bytes(CHECKSUM, "big")
