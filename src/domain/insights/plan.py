"""What taking a file in would come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.insights.decision import Decision, DecisionState


@dataclass(frozen=True, slots=True)
class TableSeen:
    sheet: str
    kind: str
    header: int
    columns: Mapping[str, str]
    unused: tuple[str, ...]
    hidden: bool
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`read` is `loaded` and `refused`, always; `by_reason` says why rows were refused."""

    read: int = 0
    loaded: int = 0
    by_reason: Mapping[str, int] = field(default_factory=dict)
    by_rule: Mapping[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return sum(self.by_reason.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`outside` counts rows that stand above a header or on a sheet without a table.

    `counts` are what it comes to with what is proposed, where something is open.
    """

    tables: tuple[TableSeen, ...] = ()
    outside: Mapping[str, int] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    counts: Counts = field(default_factory=Counts)
    orphans: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.decisions if one.state is DecisionState.OPEN)
