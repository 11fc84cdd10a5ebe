"""What the contract suites cannot show, forced on the real server."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Event
from uuid import UUID, uuid4

import pytest
from elasticsearch import Elasticsearch

from adapters.knowledge.elasticsearch_index import ElasticsearchPassageIndexes
from adapters.knowledge.elasticsearch_index.bulk import Bulk, to_index
from adapters.knowledge.elasticsearch_index.connection import Connection
from adapters.knowledge.elasticsearch_index.entries import entry, key
from adapters.knowledge.elasticsearch_index.refusals import NO_INDEX, Refused
from adapters.knowledge.memory_index import InMemoryPassageIndex
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage, PassageIndex
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.errors import WrongVectorLength
from domain.knowledge.generation import GenerationId
from domain.knowledge.passage import PassageId
from support.elasticsearch import address, own_prefix

pytestmark = pytest.mark.service
ACME, PAPER = OrganisationId(UUID(int=1)), DocumentId(UUID(int=2))
ONE, TWO = GenerationId(UUID(int=0xA)), GenerationId(UUID(int=0xB))


@pytest.fixture
def prefix() -> Iterator[str]:
    with own_prefix() as made:
        yield made


@pytest.fixture
def indexes(prefix: str) -> Iterator[ElasticsearchPassageIndexes]:
    with closing(ElasticsearchPassageIndexes(address(), prefix)) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[Elasticsearch]:
    with closing(Elasticsearch(address().url)) as client:
        yield client


def passage(text: str = "agents", length: int = 3) -> IndexedPassage:
    return IndexedPassage(PassageId(uuid4()), text, array("f", [1.0] + [0.0] * (length - 1)))


def paper() -> DocumentId:
    return DocumentId(uuid4())


def found(index: PassageIndex, text: str = "agents") -> set[PassageId]:
    return {hit.passage_id for hit in index.keyword(ACME, text, limit=100)}


def at_once(tasks: Sequence[Callable[[], None]]) -> list[BaseException | None]:
    start = Barrier(len(tasks))

    def run(task: Callable[[], None]) -> None:
        start.wait()
        task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [done.exception() for done in [pool.submit(run, task) for task in tasks]]


def test_first_changes_made_at_once_make_one_index(
    indexes: ElasticsearchPassageIndexes, prefix: str
) -> None:
    held = [passage() for _ in range(4)]
    opened = [ElasticsearchPassageIndexes(address(), prefix) for _ in held]

    def first(place: ElasticsearchPassageIndexes, one: IndexedPassage) -> Callable[[], None]:
        return lambda: place.of(ONE).replace(ACME, paper(), [one])

    failures = at_once([first(*pair) for pair in zip(opened, held, strict=True)])
    for one in opened:
        one.close()

    assert failures == [None] * 4
    assert found(indexes.of(ONE)) == {one.id for one in held}


def test_of_first_changes_with_different_vectors_one_length_wins(
    indexes: ElasticsearchPassageIndexes,
) -> None:
    lengths = (2, 3, 4, 5)

    def first(length: int) -> Callable[[], None]:
        index, one = indexes.of(ONE), passage(length=length)
        return lambda: index.replace(ACME, paper(), [one])

    failures = at_once([first(length) for length in lengths])

    assert failures.count(None) == 1
    assert {type(why) for why in failures if why} == {WrongVectorLength}
    assert len(found(indexes.of(ONE))) == 1


def test_what_a_change_that_broke_off_left_goes_with_the_document(
    indexes: ElasticsearchPassageIndexes, prefix: str
) -> None:
    index, stays, lost = indexes.of(ONE), passage(), passage()
    index.replace(ACME, paper(), [stays])
    with closing(Connection(address())) as connection:
        broken = Bulk(connection, f"{prefix}-{ONE.hex}-changes", ACME.hex)
        added = to_index(key(ACME, lost.id.hex), entry(ACME, PAPER, lost))
        broken.send([added], refresh=False)  # and here the process dies
    assert found(index) == {stays.id}

    index.remove(ACME, PAPER)
    index.replace(ACME, paper(), [also := passage()])

    assert found(index) == {stays.id, also.id}


def test_while_others_change_theirs_a_search_never_misses_the_old_and_the_new(
    indexes: ElasticsearchPassageIndexes, prefix: str
) -> None:
    index, versions = indexes.of(ONE), [[passage() for _ in range(5)] for _ in range(10)]
    index.replace(ACME, PAPER, versions[0])
    written, missed = Event(), list[set[PassageId]]()
    whole = [{one.id for one in version} for version in versions]

    def others() -> None:
        with closing(ElasticsearchPassageIndexes(address(), prefix)) as elsewhere:
            while not written.is_set():
                elsewhere.of(ONE).replace(ACME, paper(), [passage("bread")])

    def search() -> None:
        while not written.is_set():
            seen = found(index)
            if not any(version <= seen for version in whole):
                missed.append(seen)

    def change() -> None:
        try:
            for version in versions[1:]:
                index.replace(ACME, PAPER, version)
        finally:
            written.set()

    assert at_once([others, search, search, change]) == [None] * 4
    assert missed == []
    assert found(index) == whole[-1]


def test_a_late_write_to_a_dropped_index_does_not_make_one_by_guesses(
    indexes: ElasticsearchPassageIndexes, prefix: str, server: Elasticsearch
) -> None:
    indexes.of(ONE).replace(ACME, PAPER, [passage()])
    indexes.drop(ONE)
    late = passage()

    with closing(Connection(address())) as connection:
        bulk = Bulk(connection, f"{prefix}-{ONE.hex}-changes", ACME.hex)
        with pytest.raises(Refused) as refused:
            bulk.send([to_index(key(ACME, late.id.hex), entry(ACME, PAPER, late))], refresh=True)

    assert refused.value.kind == NO_INDEX
    assert server.indices.get(index=f"{prefix}-*") == {}


def test_an_index_that_another_program_laid_out_is_left_alone(
    indexes: ElasticsearchPassageIndexes, prefix: str, server: Elasticsearch
) -> None:
    server.indices.create(index=f"{prefix}-{ONE.hex}")

    with pytest.raises(Unavailable, match="laid out by another program"):
        indexes.of(ONE).replace(ACME, PAPER, [passage()])


def test_people_find_one_generation_under_the_alias(
    indexes: ElasticsearchPassageIndexes, prefix: str, server: Elasticsearch
) -> None:
    for generation in (ONE, TWO):
        indexes.of(generation).replace(ACME, PAPER, [passage()])
        for _ in range(2):
            indexes.point(generation)

        assert alias_of(server, prefix) == [generation.hex]


def test_the_alias_names_nothing_while_the_active_generation_has_no_index(
    indexes: ElasticsearchPassageIndexes, prefix: str, server: Elasticsearch
) -> None:
    indexes.point(ONE)
    indexes.of(ONE).replace(ACME, PAPER, [passage()])
    assert alias_of(server, prefix) == [ONE.hex]

    indexes.point(TWO)
    assert not server.indices.exists_alias(name=f"{prefix}-active")

    indexes.of(TWO).replace(ACME, PAPER, [passage()])
    assert alias_of(server, prefix) == [TWO.hex]


def test_an_index_that_is_made_beside_the_active_one_leaves_it_its_alias(
    indexes: ElasticsearchPassageIndexes, prefix: str, server: Elasticsearch
) -> None:
    for generation in (ONE, TWO):
        indexes.of(generation).replace(ACME, PAPER, [passage()])

    assert alias_of(server, prefix) == [ONE.hex]


def alias_of(server: Elasticsearch, prefix: str) -> list[str]:
    named = server.indices.get_alias(name=f"{prefix}-active")
    return [name.removeprefix(f"{prefix}-") for name in named]


def test_words_score_by_the_same_bm25_as_in_memory(indexes: ElasticsearchPassageIndexes) -> None:
    texts = ["agents act", "quartz clock quartz lamp", "agents and agents and clocks", "bread"]
    passages = [passage(text) for text in texts]

    def scores(index: PassageIndex) -> dict[PassageId, float]:
        index.replace(ACME, PAPER, passages)
        return {one.passage_id: one.score for one in index.keyword(ACME, "agent clock", limit=9)}

    expected = scores(InMemoryPassageIndex())
    assert len(expected) == 3
    assert scores(indexes.of(ONE)) == pytest.approx(expected, rel=1e-5)
