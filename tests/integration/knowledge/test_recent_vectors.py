"""What a process remembers of the texts it embedded: their vectors, for a while, and no word."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from adapters.knowledge.hashing_embedder import HashingEmbedder
from adapters.knowledge.recent_vectors import MANY, RecentVectors
from domain.knowledge.retrieval import Calibration, Vector

SHIP, BEES, BREAD = "The ship left.", "Bees make honey.", "Bread is baked."


@dataclass(slots=True)
class Counting:
    """An Embedder that keeps what it was asked."""

    inner: HashingEmbedder = field(default_factory=HashingEmbedder)
    asked: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def dimensions(self) -> int:
        return self.inner.dimensions

    @property
    def calibration(self) -> Calibration:
        return self.inner.calibration

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.asked += texts
        return self.inner.embed(texts)


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_a_text_is_embedded_once(counting: Counting) -> None:
    recent = RecentVectors(counting)
    first = recent.embed([SHIP, BEES, SHIP])
    assert recent.embed([BEES, BREAD, SHIP]) == counting.inner.embed([BEES, BREAD, SHIP])
    assert first == counting.inner.embed([SHIP, BEES, SHIP])
    assert counting.asked == [SHIP, BEES, BREAD]


def test_what_was_asked_for_longest_ago_is_forgotten(counting: Counting) -> None:
    recent = RecentVectors(counting, most=2)
    for text in (SHIP, BEES, SHIP, BREAD, SHIP, BEES):
        recent.embed([text])
    assert counting.asked == [SHIP, BEES, BREAD, BEES]


def test_a_document_that_is_taken_in_pushes_nothing_out(counting: Counting) -> None:
    recent = RecentVectors(counting, most=2)
    recent.embed([SHIP, BEES])
    recent.embed([f"Line {number}." for number in range(MANY)])
    counting.asked.clear()
    recent.embed([SHIP, BEES])
    assert counting.asked == []


def test_no_word_of_a_text_is_kept() -> None:
    recent = RecentVectors(HashingEmbedder())
    recent.embed([SHIP])
    assert b"ship" not in pickle.dumps(dict(recent._held)).lower()
