"""How much speaks for a rule that rows keep, or that they keep none."""

from dataclasses import dataclass
from math import exp, log, log1p

BREACH = 0.05
"""How often a row breaks a rule that its file keeps."""


@dataclass(slots=True)
class Steps:
    """From each row of a table to the next one, where it is of another time."""

    back: int = 0
    forward: int = 0

    @property
    def against(self) -> int:
        """Those out of the sequence, whether the oldest row comes first or the newest."""
        return min(self.back, self.forward)

    @property
    def total(self) -> int:
        return self.back + self.forward


def regularity(broken: int, of: int, chance: float) -> float:
    """Return the logarithm of how likely so many breaches are, beside mere chance.

    Half of all files are thought to keep the rule. So one that is broken as often as by chance
    speaks for nothing: whoever works at weekends does so in either order.
    """
    kept = broken * log(BREACH / chance) + (of - broken) * log((1 - BREACH) / (1 - chance))
    return max(kept, 0.0) + log1p(exp(-abs(kept))) - log(2)
