"""How well a two-way decision was made, seen from one of its sides."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decisions:
    """`right` were taken and wanted, `wrong` taken and not wanted, `missed` wanted and not taken.

    Precision, recall and their harmonic mean F1: van Rijsbergen, "Information Retrieval" (1979),
    chapter 7.
    """

    right: int
    wrong: int
    missed: int

    @classmethod
    def of(cls, wanted: Sequence[bool], unwanted: Sequence[bool]) -> "Decisions":
        """Take whether it was decided so where it should have been, and where it should not."""
        return cls(sum(wanted), sum(unwanted), len(wanted) - sum(wanted))

    @property
    def precision(self) -> float:
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def numbers(self) -> dict[str, float]:
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f})"


def share(part: int, whole: int) -> float:
    """Return nothing of nothing as nothing."""
    return part / whole if whole else 0.0
