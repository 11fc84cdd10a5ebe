"""How pages are cut into passages, as a word that can be kept and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.knowledge.generation_errors import CutUnknown

WRITTEN = re.compile(r"\Asentences:(\d{2,4})\Z", re.ASCII)
SHORTEST, LONGEST = 100, 4_000


@dataclass(frozen=True, slots=True)
class Cut:
    """Whole neighbouring sentences of one page, at most `longest` characters together."""

    longest: int

    @classmethod
    def parse(cls, written: str) -> Cut:
        """Read `sentences:900`; raises CutUnknown."""
        match = WRITTEN.match(written)
        if match is None or not SHORTEST <= int(match[1]) <= LONGEST:
            raise CutUnknown(written)
        return cls(int(match[1]))

    def __str__(self) -> str:
        return f"sentences:{self.longest}"


USUAL = Cut(900)
"""About 200 word pieces, within the 256 that MiniLM reads before it cuts off."""
