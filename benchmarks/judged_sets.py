"""Collections of texts with queries and judgements, in BEIR's three files."""

import json
import os
from collections.abc import Iterator
from csv import DictReader
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.papers import DEFAULT, VARIABLE


@dataclass(frozen=True, slots=True)
class Text:
    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"


MENDED = {
    "business-reports": {
        "q_12": "q_6", "q_13": "q_17", "q_14": "q_16", "q_15": "q_15", "q_16": "q_14",
        "q_17": "q_9", "q_18": "q_12", "q_19": "q_21", "q_20": "q_11", "q_21": "q_19",
        "q_22": "q_18",
    }
}  # fmt: skip
"""Which query each query's judgements are of, where a set has mixed them up.

In `business-reports` the eleven queries are judged by one report each, and ten by another query's:
"Brain health interventions …" by a book on valuation, "Company valuation …" by a report on brain
health. The pairs were read off the reports' titles.
"""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """`judgements` gives each query's id the gain of each judged text."""

    name: str
    texts: list[Text]
    queries: dict[str, str]
    judgements: dict[str, dict[str, int]]

    def mended(self) -> "JudgedSet | None":
        """Return it with each judgement at the query it is of; None when nothing is mixed up."""
        if self.name not in MENDED:
            return None
        pairs = MENDED[self.name]
        judgements = {pairs[query]: gains for query, gains in self.judgements.items()}
        return replace(self, name=f"{self.name}, mended", judgements=judgements)


def find_sets() -> list[JudgedSet]:
    """Return the sets under `retrieval/`, by name; none when there are none."""
    folder = Path(os.environ.get(VARIABLE) or DEFAULT).resolve() / "retrieval"
    return [_read(one) for one in sorted(folder.glob("*/")) if (one / "qrels.tsv").exists()]


def _read(folder: Path) -> JudgedSet:
    """Keep the judgements of queries that something was judged right for."""
    judgements: dict[str, dict[str, int]] = {}
    with (folder / "qrels.tsv").open(newline="") as rows:
        for row in DictReader(rows, delimiter="\t"):
            judgements.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    right = {query: gains for query, gains in judgements.items() if max(gains.values()) > 0}
    texts = [Text(one["_id"], one["title"], one["text"]) for one in _lines(folder / "corpus.jsonl")]
    queries = {one["_id"]: one["text"] for one in _lines(folder / "queries.jsonl")}
    return JudgedSet(folder.name, texts, queries, right)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open() as lines:
        yield from map(json.loads, lines)
