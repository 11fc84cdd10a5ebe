"""People who look into Elasticsearch find the active generation, whatever crashes in between."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from elasticsearch import Elasticsearch

from application.errors import Unavailable
from application.knowledge.generations.catching_up import INDEXING
from application.knowledge.generations.point_index import PointIndex
from domain.knowledge.generation import GenerationId
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker
from support.elasticsearch import address, own_prefix

INDEX = "/api/v1/index"
Pointed = Callable[[], str]


@pytest.fixture
def prefix() -> Iterator[str]:
    with own_prefix() as made:
        yield made


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def portico(clock: SteppingClock) -> Portico:
    return Portico.start(clock=clock)


@pytest.fixture
def served(prefix: str) -> Portico:
    host = address().url.removeprefix("http:")
    return Portico.start(settings=replace(MEMORY, search_url=f"elasticsearch:{host}/{prefix}"))


@pytest.fixture
def pointed(prefix: str) -> Iterator[Pointed]:
    """Return the hexadecimal id of the generation that people find."""
    with closing(Elasticsearch(address().url)) as client:

        def look() -> str:
            (name,) = client.indices.get_alias(name=f"{prefix}-active")
            return str(name).removeprefix(f"{prefix}-")

        yield look


def hexed(generation: dict[str, str]) -> str:
    return UUID(generation["id"]).hex


def active(portico: Portico) -> dict[str, str]:
    found: dict[str, str] = portico.client.get(INDEX).get_json()["active"]
    return found


def built(portico: Portico) -> dict[str, str]:
    begun = portico.client.post(f"{INDEX}/generations", json={"chunker": "sentences:200"})
    portico.work()
    found: dict[str, str] = portico.client.get(begun.headers["Location"]).get_json()
    return found


def activate(portico: Portico, generation: dict[str, str]) -> None:
    asked = portico.client.post(f"{INDEX}/generations/{generation['id']}/activation", json={})
    assert asked.status_code == 200, asked.text


@pytest.mark.service
def test_an_alias_left_behind_by_a_crash_is_mended_by_the_next_worker(
    served: Portico, pointed: Pointed
) -> None:
    served.add("Harbour", "The lighthouse keeper repairs the lamp.")
    first = active(served)
    second = built(served)
    assert pointed() == hexed(first)

    activate(served, second)
    assert (active(served)["id"], pointed()) == (second["id"], hexed(first))  # nobody pointed yet
    served.work()
    assert pointed() == hexed(second)

    assert served.client.post(f"{INDEX}/rollback").status_code == 200
    served.work()
    assert (active(served)["id"], pointed()) == (first["id"], hexed(first))


class Interrupted:
    """Indexes between whose pointing and its end something else happens once."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        self.pointed: list[GenerationId] = []
        self._meanwhile = [meanwhile]

    def point(self, generation: GenerationId) -> None:
        if self._meanwhile:
            self._meanwhile.pop()()
        self.pointed.append(generation)


def interrupted(portico: Portico, meanwhile: Callable[[], None]) -> Interrupted:
    """Have the worker's pointing interrupted."""
    double = Interrupted(meanwhile)
    object.__setattr__(portico.container.get(PointIndex), "indexes", double)
    return double


def test_a_switch_while_another_is_pointed_at_has_the_last_word(portico: Portico) -> None:
    first = active(portico)
    second = built(portico)

    def back() -> None:
        assert portico.client.post(f"{INDEX}/rollback").status_code == 200

    double = interrupted(portico, back)
    activate(portico, second)
    portico.container.get(Worker).do_job([INDEXING])

    assert [one.hex for one in double.pointed] == [hexed(second), hexed(first)]


def test_pointing_that_fails_is_tried_again(portico: Portico, clock: SteppingClock) -> None:
    second = built(portico)

    def fail() -> None:
        raise Unavailable("the search index", "it does not answer")

    double = interrupted(portico, fail)
    activate(portico, second)
    portico.container.get(Worker).do_job([INDEXING])
    assert double.pointed == []

    clock.step(timedelta(minutes=1))
    portico.container.get(Worker).do_job([INDEXING])
    assert [one.hex for one in double.pointed] == [hexed(second)]
