"""The file index's vectors in memory: kept up to date in place, tidied, and exactly ranked."""

from array import array
from math import sqrt
from random import Random
from uuid import UUID

import pytest

from adapters.knowledge.file_index.manifest import Row
from adapters.knowledge.file_index.nearest import CHUNK
from adapters.knowledge.file_index.vectors import Vectors
from domain.ids import DocumentId
from domain.knowledge.retrieval import Vector

LENGTH = 24


def unit(random: Random) -> Vector:
    numbers = [random.gauss(0, 1) for _ in range(LENGTH)]
    length = sqrt(sum(number * number for number in numbers))
    return array("f", [number / length for number in numbers])


def row(document: int, held: dict[int, Vector]) -> Row:
    names = b"".join(UUID(int=name).bytes for name in held)
    return Row(UUID(int=document).bytes, names, b"".join(v.tobytes() for v in held.values()))


def best(vectors: Vectors, query: Vector, limit: int, *documents: int) -> list[int]:
    asked = [DocumentId(UUID(int=document)) for document in documents]
    return [hit.passage_id.int for hit in vectors.best(query, limit, asked)]


def ranked(held: dict[int, Vector], query: Vector) -> list[int]:
    scores = {n: sum(a * b for a, b in zip(query, v, strict=True)) for n, v in held.items()}
    return sorted(scores, key=lambda name: (-scores[name], name))


def test_many_changes_leave_what_a_plain_computation_finds() -> None:
    random, vectors = Random(7), Vectors.none(LENGTH)
    documents: dict[int, dict[int, Vector]] = {}
    for change in range(1, 400):
        document = random.randrange(20)
        names = [change * 100 + n for n in range(random.choice([0, 1, 5, 30]))]
        documents[document] = {name: unit(random) for name in names}
        vectors = vectors.changed(change, [row(document, documents[document])])
        query = unit(random)
        held = {name: v for one in documents.values() for name, v in one.items()}
        part = documents.get(3, {}) | documents.get(4, {})

        assert best(vectors, query, 10) == ranked(held, query)[:10]
        assert best(vectors, query, 10, 3, 4, 99) == ranked(part, query)[:10]
        assert vectors.size <= max(1, 2 * len(held))


def test_an_earlier_snapshot_stays_as_it_was() -> None:
    random, query = Random(7), unit(Random(8))
    held = {name: unit(random) for name in range(30)}
    early = Vectors.none(LENGTH).changed(1, [row(1, held)])
    before = best(early, query, 30)
    later = early
    for change in range(2, 20):
        later = later.changed(change, [row(change % 3, {change * 100: unit(random)})])

    assert best(early, query, 30) == before == ranked(held, query)
    assert len(best(later, query, 30)) == 3


@pytest.mark.parametrize("copies", [3, 37, CHUNK + 5])
def test_equal_vectors_score_equally_wherever_they_stand(copies: int) -> None:
    random = Random(7)
    same, query = unit(random), unit(random)
    rows = [row(1, {10_000_000 + n: unit(random) for n in range(13)})]
    rows += [row(n + 2, {5_000_000 - n: same}) for n in range(copies)]
    vectors = Vectors.none(LENGTH).changed(1, rows)
    only_same = [number + 2 for number in range(copies)]

    hits = vectors.best(query, copies, [DocumentId(UUID(int=one)) for one in only_same])

    assert len({hit.score for hit in hits}) == 1
    assert [hit.passage_id.int for hit in hits[:2]] == [5_000_001 - copies, 5_000_002 - copies]


def test_a_query_near_a_tie_s_edge_ranks_by_the_exact_score() -> None:
    base = unit(Random(7))
    nudged = {name: array("f", base) for name in range(200)}
    for name, vector in nudged.items():
        vector[0] += name * 1e-8
    vectors = Vectors.none(LENGTH).changed(1, [row(1, nudged)])

    assert best(vectors, base, 20) == ranked(nudged, base)[:20]
