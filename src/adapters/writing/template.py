"""No model at all: what was drafted is what is written."""

from collections.abc import Generator
from dataclasses import dataclass

from application.writing.ports import Commission, numbered


@dataclass(frozen=True, slots=True)
class TemplateWriter:
    """Deterministic: the same lines, as they were handed in."""

    name: str = "extractive"

    def write(self, commission: Commission) -> Generator[str]:
        yield numbered(commission.lines)
