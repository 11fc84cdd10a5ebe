"""What becomes of rows, added up."""

from collections import Counter

from application.insights.settling import Settled
from domain.insights.plan import Counts


class Counting:
    """Adds up what becomes of rows."""

    def __init__(self) -> None:
        self.loaded, self.reasons, self.rules = 0, Counter[str](), Counter[str]()

    def count(self, settled: Settled) -> None:
        self.loaded += settled.loaded
        self.reasons.update(one.reason for one in settled.refused)
        self.rules.update(one.rule for one in settled.changes)

    def counts(self) -> Counts:
        return Counts(
            read=self.loaded + self.reasons.total(),
            loaded=self.loaded,
            by_reason=dict(sorted(self.reasons.items())),
            by_rule=dict(sorted(self.rules.items())),
        )
