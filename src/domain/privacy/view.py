"""A text as it reads, with the way back to how it was written."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.privacy.folding import FOLDED, READINGS, UNUSUAL, read_as


@dataclass(frozen=True, slots=True)
class View:
    """`starts` and `ends` tell for each character where in the original it stood."""

    text: str
    starts: "list[int] | range"
    ends: "list[int] | range"

    @classmethod
    def of(cls, text: str) -> "View":
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def decoded(self, code: re.Pattern[str], meaning: Callable[[str], str]) -> "View":
        """Return the view in which each match of the code is what it means."""
        return self.rewritten(
            (match.start(), match.end(), meaning(match.group()))
            for match in code.finditer(self.text)
        )

    def rewritten(self, edits: Iterable[tuple[int, int, str]]) -> "View":
        """Take where each begins and ends, in order, and what stands there instead."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for at, end, means in edits:
            pieces += (self.text[done:at], means)
            starts.extend(self.starts[done:at])
            ends.extend(self.ends[done:at])
            starts.extend([self.starts[at]] * len(means))
            ends.extend([self.ends[end - 1]] * len(means))
            done = end
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return View("".join((*pieces, self.text[done:])), starts, ends)

    def folded(self) -> "View":
        if UNUSUAL.search(self.text) is None:
            return self
        text = self.text.translate(READINGS)
        if len(text) == len(self.text) and all(
            len(READINGS[ord(one)]) == 1 for one in set(self.text)
        ):
            return View(text, self.starts, self.ends)
        return self.decoded(FOLDED, read_as)
