"""Who words sentences anew, whatever they are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Protocol

NUMBERED = re.compile(r"^[ \t]*\[(\d{1,4})\][ \t]*(.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """`lines` are numbered from 1; `wish` says how they should sound, in a few words of ours."""

    lines: tuple[str, ...]
    wish: str


class TextWriter(Protocol):
    @property
    def name(self) -> str: ...

    def write(self, commission: Commission) -> Generator[str]:
        """Write in pieces of any size: each line anew, behind its number, like `[1] Dear …`.

        Who writes for longer than a quarter of a second yields an empty piece that often. What it
        writes is not trusted. Closing the iterator stops the writing. Raises Unavailable, perhaps
        in the middle.
        """


@dataclass(frozen=True, slots=True)
class ShadowWriter:
    """Who writes beside the one that is heard, and is shown to nobody; None where nobody does."""

    writer: TextWriter | None


def numbered(lines: tuple[str, ...]) -> str:
    """Return the lines behind their numbers."""
    return "".join(f"[{number}] {line}\n" for number, line in enumerate(lines, start=1))


def told(text: str) -> Mapping[int, str]:
    """Return what stands behind each number, where a number stands once and something behind it."""
    found = NUMBERED.findall(text)
    often = Counter(int(number) for number, _ in found)
    return {int(number): line for number, line in found if line and often[int(number)] == 1}
