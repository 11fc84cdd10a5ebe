"""A generation is dropped while a document is embedded for it: nothing of the document stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from application.knowledge.generations.drop_generation import UNTIL_LET_GO
from application.knowledge.generations.ports import Embedders
from application.knowledge.ports import Embedder, PassageIndexes
from domain.ids import DocumentId
from domain.knowledge.generation import GenerationId
from domain.knowledge.retrieval import Calibration, Vector
from domain.principal import Principal
from entrypoints.composition.embedders import EmbeddersByUrl
from entrypoints.testing import Portico, SteppingClock
from entrypoints.workers.worker import Worker

GENERATIONS = "/api/v1/index/generations"


@dataclass
class Slow:
    """An embedder that has something done before it answers, once."""

    inner: Embedder
    meanwhile: list[Callable[[], object]] = field(default_factory=list)
    name, dimensions = "slow", 384

    @property
    def calibration(self) -> Calibration:
        return self.inner.calibration

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        if self.meanwhile:
            self.meanwhile.pop()()
        return self.inner.embed(texts)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def portico(clock: SteppingClock) -> Portico:
    return Portico.start(clock=clock)


@pytest.fixture
def slow(portico: Portico, monkeypatch: pytest.MonkeyPatch) -> Slow:
    embedders = portico.container.get(Embedders)
    assert isinstance(embedders, EmbeddersByUrl)
    one = Slow(portico.container.get(Embedder))
    monkeypatch.setitem(embedders._made, "minilm:", one)
    return one


def built(portico: Portico, embedder: str) -> str:
    begun = portico.client.post(GENERATIONS, json={"embedder": embedder})
    return str(begun.get_json()["id"])


def activate(portico: Portico, generation: str) -> None:
    switched = portico.client.post(f"{GENERATIONS}/{generation}/activation", json={})
    assert switched.status_code == 200, switched.text


def dropped(portico: Portico, clock: SteppingClock) -> None:
    clock.step(UNTIL_LET_GO + timedelta(seconds=1))
    portico.container.get(Worker).drain(["indexing"])


def held(portico: Portico, generation: str, document: str) -> int:
    index = portico.container.get(PassageIndexes).of(GenerationId(UUID(generation)))
    by = portico.container.get(Principal)
    return sum(index.counted(by.organisation_id, [DocumentId(UUID(document))]).values())


def test_one_that_was_being_built_holds_nothing(
    portico: Portico, clock: SteppingClock, slow: Slow
) -> None:
    document = portico.add("Harbour", "The harbour opens at six.")["id"]
    generation = built(portico, "minilm:")

    def drop() -> None:
        assert portico.client.delete(f"{GENERATIONS}/{generation}").status_code == 204
        dropped(portico, clock)

    slow.meanwhile = [drop]
    portico.work()
    assert held(portico, generation, document) == 1  # put in after the drop

    dropped(portico, clock)

    assert held(portico, generation, document) == 0


def test_one_that_was_active_when_a_document_was_taken_in_holds_nothing(
    portico: Portico, clock: SteppingClock, slow: Slow
) -> None:
    portico.add("Bakery", "Bread is baked at five.")
    generation = built(portico, "minilm:")
    portico.work()
    activate(portico, generation)

    def switch_twice() -> None:
        for _ in range(2):  # the second retires the one that stands by
            other = built(portico, "memory:")
            portico.container.get(Worker).drain(["indexing"])
            activate(portico, other)
        dropped(portico, clock)

    slow.meanwhile = [switch_twice]
    body = {"title": "Harbour", "text": "The harbour opens at six."}
    document = portico.client.post("/api/v1/documents", json=body).get_json()["id"]
    portico.container.get(Worker).drain(["ingestion"])
    assert held(portico, generation, document) == 1  # put in after the drop

    dropped(portico, clock)

    assert held(portico, generation, document) == 0
    found = portico.client.post("/api/v1/search", json={"query": "harbour", "mode": "keyword"})
    assert [one["document_id"] for one in found.get_json()["items"]] == [document]
