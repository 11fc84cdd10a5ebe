"""Searches that come again and again, in a library that changes: remembered, and never wrong."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from application.knowledge.rank_passages import Query
from application.knowledge.search_passages import Explained, SearchPassages
from benchmarks.changing_library import SUBJECTS, Seen, Shelf
from benchmarks.counting import share
from benchmarks.figures import Figure, Options
from benchmarks.founding import found
from benchmarks.library import Forgetful
from benchmarks.synthetic import SEED
from domain.ids import OrganisationId, UserId
from domain.principal import Principal
from entrypoints.composition import compose
from entrypoints.composition.knowledge import ReadHere
from entrypoints.composition.schema import Schema
from entrypoints.observability import logs
from entrypoints.settings import Settings

ORGANISATIONS, PEOPLE, DOCUMENTS = 50, 3, 6
THREADS = 4
ROUNDS, OPERATIONS_A_ROUND = 6, 1_000
CHURN = 0.05
"""Of all operations, the changes: they make more than one document in two another."""
ALL = 50
"""More passages than an organisation has, so that a search shows the whole of what it may."""
BAR_HITS = 0.7


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer, held against what it may and must show.

    `differs` is None when the index went on while it was asked, so that nothing could be compared.
    """

    hit: bool
    stale: bool
    foreign: bool
    differs: bool | None


@dataclass(frozen=True, slots=True)
class Asking:
    search: SearchPassages
    shelf: Shelf

    def __call__(self, by: Principal, text: str) -> Asked:
        query, seen = Query(text, limit=ALL), self.shelf.seen()
        given = self.search.explained(by, query)
        shown = texts(given)
        return Asked(
            hit=given.from_cache,
            stale=bool(shown & seen.gone) or self._lacks(shown, seen),
            foreign=any(f"log of {self.shelf.owner}:" not in text for text in shown),
            differs=self._differs(by, query, given),
        )

    def _lacks(self, shown: frozenset[str], seen: Seen) -> bool:
        return bool((seen.there & self.shelf.seen().there) - shown)

    def _differs(self, by: Principal, query: Query, given: Explained) -> bool | None:
        """Hold it against a search that remembers nothing, of the same state of the index."""
        fresh = replace(self.search, cache=Forgetful()).explained(by, query)
        after = self.search.current(by.organisation_id)
        if not given.ranking.current == fresh.ranking.current == after:
            return None
        return texts(given) != texts(fresh)


def texts(given: Explained) -> frozenset[str]:
    return frozenset(one.found.passage.text for one in given.ranking.shown)


def run(options: Options) -> Iterator[Figure]:
    operations = (options.rounds or ROUNDS) * OPERATIONS_A_ROUND
    with TemporaryDirectory() as folder, shelves(Path(folder)) as filled:
        asked, changes = _asked(filled, operations)
    hits = share(sum(one.hit for one in asked), len(asked))
    stale = sum(one.stale or one.differs is True for one in asked)
    foreign = sum(one.foreign for one in asked)
    compared = sum(one.differs is not None for one in asked)
    numbers = {"asked": len(asked), "changes": changes, "hits": hits, "compared": compared}
    yield Figure(
        name="remembered searches",
        says=f"{hits:.1%} of {len(asked):,}, beside {changes} changes of documents",
        bar=f"over {BAR_HITS:.0%}",
        passed=hits > BAR_HITS,
        numbers=numbers,
    )
    yield Figure(
        name="  wrong answers",
        says=f"{stale} stale, {foreign} foreign; {compared:,} beside a search not remembered",
        bar="0 stale, 0 foreign",
        passed=not stale and not foreign and compared > 0,
        numbers={"stale": stale, "foreign": foreign, "compared": compared},
    )


@contextmanager
def shelves(home: Path) -> Iterator[Sequence[Shelf]]:
    """Compose it on SQLite and the index on disk, with hashed embeddings: no time goes to them."""
    logs.configure("error")
    container = compose(Settings(home=home, embedder_url="memory:"), ReadHere())
    container.get(Schema).migrate()
    made = [Shelf(container, person(number, 0), f"ship{number}") for number in range(ORGANISATIONS)]
    for number, shelf in enumerate(made):
        found(container, shelf.by, (person(number, one).user_id for one in range(1, PEOPLE)))
    chance = Random(SEED)
    for shelf, _ in product(made, range(DOCUMENTS)):
        shelf.add(chance)
    yield made
    container.get(Schema).let_go()


def _asked(filled: Sequence[Shelf], operations: int) -> tuple[list[Asked], int]:
    """Search and change, a thread beside the other, as chance has it."""
    with ThreadPoolExecutor(THREADS) as pool:
        parts = [pool.submit(_part, filled, at, operations // THREADS) for at in range(THREADS)]
        done = [one for part in parts for one in part.result()]
    asked = [one for one in done if one is not None]
    return asked, len(done) - len(asked)


def _part(filled: Sequence[Shelf], number: int, operations: int) -> list[Asked | None]:
    """Return what was asked; None stands for a change, of any organisation alike."""
    chance, search = Random(SEED + number), filled[0].container.get(SearchPassages)
    done = list[Asked | None]()
    for shelf, text in _drawn(filled, chance, operations):
        if chance.random() < CHURN:
            chance.choice(filled).change(chance)
            done.append(None)
        else:
            by = replace(shelf.by, user_id=UserId(UUID(int=chance.randrange(PEOPLE) + 1)))
            done.append(Asking(search, shelf)(by, text))
    return done


def _drawn(filled: Sequence[Shelf], chance: Random, many: int) -> list[tuple[Shelf, str]]:
    """Draw from ten queries of each organisation, in one order of how often they come (Zipf 1)."""
    pool = list(product(filled, SUBJECTS))
    Random(SEED).shuffle(pool)
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(pool))))
    return chance.choices(pool, cum_weights=weights, k=many)


def person(organisation: int, number: int) -> Principal:
    return Principal(UserId(UUID(int=number + 1)), OrganisationId(UUID(int=organisation + 1)))
