"""The tokenizer and the onnxruntime session, loaded together."""

from array import array
from dataclasses import dataclass
from typing import Any

from adapters.knowledge.minilm.encoder import TOKENS
from adapters.knowledge.minilm.weights import Weights
from domain.knowledge.retrieval import Vector

CHARACTERS = 8_192
"""Of a text that are read at all; 256 tokens are about 1,200, and a book need not be tokenized."""
ERRORS_ONLY = 3


@dataclass(frozen=True, slots=True)
class Runtime:
    """Both parts may be used by many threads at once."""

    tokenizer: Any
    session: Any

    @classmethod
    def load(cls, weights: Weights, graph: bytes, threads: int) -> "Runtime":
        return cls(_tokenizer(weights), open_session(graph, threads))

    def vector(self, text: str) -> Vector:
        ids = self.tokenizer.encode(_readable(text)).ids
        return run(self.session, ids)


def run(session: Any, ids: list[int]) -> Vector:
    from numpy import asarray, int64

    (vectors,) = session.run(None, {"ids": asarray([ids], dtype=int64)})
    return array("f", vectors.tobytes())


def open_session(graph: bytes, threads: int) -> Any:
    """Open a session that reports nothing home and warns of nothing on stderr."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(ERRORS_ONLY)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer(weights: Weights) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(weights.tokenizer))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS)
    return tokenizer


def _readable(text: str) -> str:
    """Cut the text, and put `?` for lone surrogates, which no encoder takes."""
    return text[:CHARACTERS].encode("utf-8", "replace").decode("utf-8")
