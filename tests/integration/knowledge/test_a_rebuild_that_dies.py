"""A worker is killed while it builds a generation: another goes on, and nothing is lost."""

import signal
from time import monotonic, sleep

import pytest
from injector import Injector

from application.ids import IdSource
from application.knowledge.generations.build_generation import BuildGeneration, NewGeneration
from application.knowledge.generations.catching_up import INDEXING
from application.knowledge.generations.ports import Progress
from application.knowledge.generations.read_generations import ReadGenerations
from application.knowledge.generations.switch_generation import SwitchGeneration
from application.knowledge.rank_passages import Query
from application.knowledge.receive_document import INGESTION
from application.knowledge.search_passages import SearchPassages
from domain.knowledge.generation import GenerationId, GenerationState
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker
from support.handing_in import about, received
from support.people import ADA
from support.stalling import stalled_at

pytestmark = pytest.mark.slow
PATIENCE = 60.0
THINGS = ("lamp", "crane", "mole")


def built(world: Injector, id: GenerationId) -> Progress:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        world.get(Worker).drain([INDEXING])
        one = world.get(ReadGenerations).one(ADA, id)
        if one.generation.state is not GenerationState.BUILDING:
            return one
        sleep(0.05)
    pytest.fail("the generation was never built")


@pytest.mark.parametrize("step", ["embedding", "indexing", "indexed"])
def test_a_worker_killed_while_it_builds_a_generation_is_replaced(
    survivor: Injector, settings: Settings, step: str
) -> None:
    for thing in THINGS:
        received(survivor, about(thing))
    survivor.get(Worker).drain([INGESTION])
    new = NewGeneration(GenerationId(survivor.get(IdSource).new()), cut="sentences:200")
    survivor.get(BuildGeneration)(ADA, new)

    with stalled_at(step, settings, INDEXING) as kill:
        kill(signal.SIGKILL)
    ready = built(survivor, new.id)

    assert (ready.generation.state, ready.behind) == (GenerationState.READY, 0)
    survivor.get(SwitchGeneration).activate(ADA, new.id, None)
    for thing in THINGS:
        ranking = survivor.get(SearchPassages)(ADA, Query(f"has a {thing}", limit=100))
        assert ranking.current.generation.id == new.id
        assert any(f"has a {thing}." in one.found.passage.text for one in ranking.shown)
        ids = [one.found.passage.id for one in ranking.shown]
        assert len(ids) == len(set(ids))
