"""Twenty switches of the index's generation, while others search and hand documents in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep

from injector import Injector

from application.ids import IdSource
from application.knowledge.generations.build_generation import BuildGeneration, NewGeneration
from application.knowledge.generations.catching_up import INDEXING
from application.knowledge.generations.read_generations import ReadGenerations
from application.knowledge.generations.switch_generation import SwitchGeneration
from application.knowledge.rank_passages import Query, Ranking
from application.knowledge.receive_document import INGESTION, NewDocument, ReceiveDocument
from application.knowledge.search_passages import SearchPassages
from benchmarks.figures import Figure, Options
from domain.ids import DocumentId
from domain.knowledge.generation import GenerationId, GenerationState
from domain.principal import Principal
from entrypoints.composition import compose
from entrypoints.composition.knowledge import ReadHere
from entrypoints.composition.schema import Schema
from entrypoints.observability import logs
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker

SWITCHES, AT_FIRST, AT_MOST, PATIENCE = 20, 10, 40, 120.0
CUTS = ("sentences:200", "sentences:900")
BAR_ROLLBACK_SECONDS = 1.0
HANDED_IN_EVERY, SEARCHED_EVERY = 1.0, 0.01
TEXT = "Keeper number {0} looks after beacon{0} and writes a line about the sea each night. "


@dataclass(slots=True)
class Watched:
    """What went on beside the switches."""

    container: Injector
    handed_in: int = 0
    searches: int = 0
    mixed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def by(self) -> Principal:
        return self.container.get(Principal)

    def hand_in(self) -> None:
        if self.handed_in < AT_MOST:
            self.hand_in_one()
        sleep(HANDED_IN_EVERY)

    def hand_in_one(self) -> None:
        content = (TEXT * 10).format(self.handed_in).encode()
        name = DocumentId(self.container.get(IdSource).new())
        new = NewDocument(name, f"Beacon {self.handed_in}", "text/plain", content)
        self.container.get(ReceiveDocument)(self.by, new)
        self.handed_in += 1

    def search(self) -> None:
        found = self.find(self.searches % AT_FIRST)
        cuts = {one.found.passage.cut for one in found.shown}
        self.mixed += cuts != {found.current.generation.cut}
        self.searches += 1
        sleep(SEARCHED_EVERY)

    def find(self, number: int) -> Ranking:
        return self.container.get(SearchPassages)(self.by, Query(f"beacon{number}", limit=10))

    def take_in(self) -> None:
        self._work(INGESTION)

    def rebuild(self) -> None:
        self._work(INDEXING)

    def _work(self, queue: str) -> None:
        if not self.container.get(Worker).drain([queue]):
            sleep(0.01)

    def lost(self) -> int:
        return sum(
            not any(f"beacon{number} " in one.found.passage.text for one in self.find(number).shown)
            for number in range(self.handed_in)
        )


def run(_: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder, watched(Path(folder)) as seen:
        while seen.handed_in < AT_FIRST:
            seen.hand_in_one()
        seen.take_in()
        with beside(seen, seen.hand_in, seen.search, seen.take_in, seen.rebuild):
            switches = [_switched(seen, CUTS[number % 2]) for number in range(SWITCHES)]
            rollback = _timed(lambda: seen.container.get(SwitchGeneration).roll_back(seen.by))
        seen.take_in()
        seen.rebuild()
        lost = seen.lost()
    yield _whole(seen, lost, switches)
    yield Figure(
        name="  rollback",
        says=f"{rollback:.3f} s",
        bar=f"under {BAR_ROLLBACK_SECONDS:.0f} s",
        passed=rollback < BAR_ROLLBACK_SECONDS,
        numbers={"seconds": rollback},
    )


def _whole(seen: Watched, lost: int, switches: list[float]) -> Figure:
    return Figure(
        name="generation switches",
        says=f"{len(switches)} in {sum(switches):.0f} s (median {median(switches):.2f} s built "
        f"and switched), {seen.searches} searches, {seen.handed_in} documents: "
        f"{len(seen.errors)} errors, {seen.mixed} mixed, {lost} lost",
        bar="0 errors, 0 mixed, 0 lost",
        passed=not (seen.errors or seen.mixed or lost),
        numbers={"errors": len(seen.errors), "mixed": seen.mixed, "lost": lost},
        table=seen.errors[:10],
    )


def _switched(seen: Watched, cut: str) -> float:
    new = NewGeneration(GenerationId(seen.container.get(IdSource).new()), cut=cut)
    return _timed(lambda: _built_and_active(seen, new))


def _built_and_active(seen: Watched, new: NewGeneration) -> None:
    seen.container.get(BuildGeneration)(seen.by, new)
    read, until = seen.container.get(ReadGenerations), perf_counter() + PATIENCE
    while read.one(seen.by, new.id).generation.state is GenerationState.BUILDING:
        if perf_counter() > until:
            raise TimeoutError("the generation was never built")
        sleep(0.01)
    seen.container.get(SwitchGeneration).activate(seen.by, new.id, None)


def _timed(call: Callable[[], object]) -> float:
    began = perf_counter()
    call()
    return perf_counter() - began


@contextmanager
def watched(home: Path) -> Iterator[Watched]:
    """Compose it on SQLite and the index on disk, with hashed embeddings: no time goes to them."""
    logs.configure("error")
    container = compose(Settings(home=home, embedder_url="memory:", rebuild_share=1.0), ReadHere())
    container.get(Schema).migrate()
    yield Watched(container)
    container.get(Schema).let_go()


@contextmanager
def beside(seen: Watched, *steps: Callable[[], None]) -> Iterator[None]:
    """Repeat each step in a thread of its own until the block ends; what it raises is kept."""
    over = Event()

    def repeat(step: Callable[[], None]) -> None:
        while not over.is_set():
            try:
                step()
            except Exception as error:  # counting them is the point
                seen.errors.append(f"{step.__name__}: {error!r}")

    threads = [Thread(target=repeat, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
