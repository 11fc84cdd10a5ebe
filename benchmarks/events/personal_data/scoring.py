"""How many rows something sees through, and how much it takes that is nobody's."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.counting import share
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

Redact = Callable[[JsonValue], tuple[JsonValue, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class Score:
    """A row is right when none of its secrets is left; what else is taken is wrong."""

    right: int
    wanted: int
    wrong: int
    missed: Sequence[Row] = field(repr=False)
    mistaken: Sequence[tuple[Row, Mapping[str, int]]] = field(repr=False)
    by_kind: Mapping[str | None, int] = field(repr=False)

    @property
    def recall(self) -> float:
        return share(self.right, self.wanted)

    @property
    def precision(self) -> float:
        return share(self.right, self.right + self.wrong)

    def of_kind(self, kind: str | None) -> tuple[int, int, int]:
        """Return how many rows of a kind were right, how many there were, and how many wrong."""
        wanted = self.by_kind[kind]
        missed = sum(row.kind == kind for row in self.missed)
        return wanted - missed, wanted, sum(row.kind == kind for row, _ in self.mistaken)

    def by_shape(self) -> Counter[str]:
        return Counter(f"{row.kind}: {row.shape}" for row in self.missed)


def scored(rows: Iterable[Row], redact: Redact) -> Score:
    """Let it redact each row; a kind that the row does not have counts as wrong, once a row."""
    missed: list[Row] = []
    mistaken: list[tuple[Row, Mapping[str, int]]] = []
    kinds: Counter[str | None] = Counter()
    for row in rows:
        value, counts = redact(row.value)
        left = _plain(json.dumps(value, ensure_ascii=False))
        kinds[row.kind] += 1
        if any(secret in left for secret in row.secrets) or (row.kind and not counts):
            missed.append(row)
        if counts.keys() - {row.kind} - row.also:
            mistaken.append((row, counts))
    wanted = kinds.total() - kinds[None]
    return Score(wanted - len(missed), wanted, len(mistaken), missed, mistaken, kinds)


def _plain(text: str) -> str:
    for written, meant in (
        ('\\"', '"'),
        ("\\n", "\n"),
        ("\\r", "\r"),
        ("\\t", "\t"),
        ("\\\\", "\\"),
    ):
        text = text.replace(written, meant)
    return text
