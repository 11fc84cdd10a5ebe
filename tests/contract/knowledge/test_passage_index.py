"""What every PassageIndex promises, asked of each of them."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import inf, isfinite, log, nan, sqrt
from pathlib import Path
from threading import Barrier, Event
from uuid import UUID, uuid4

import pytest

from adapters.knowledge.file_index import FilePassageIndex, FilePassageIndexes
from adapters.knowledge.memory_index import InMemoryPassageIndex
from application.knowledge.ports import IndexedPassage, PassageIndex
from domain.errors import Invalid
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import GenerationId
from domain.knowledge.passage import PassageId, version_id
from domain.knowledge.retrieval import Hit, Vector
from support.elasticsearch import own_indexes
from support.passages import held_of

ACME, OTHER = OrganisationId(UUID(int=1)), OrganisationId(UUID(int=2))
EAST, NORTH = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)

Open = Callable[[], PassageIndex]
"""Opens the one place again, as another process would."""


def memory(_: Path) -> Iterator[Open]:
    index = InMemoryPassageIndex()
    yield lambda: index


def file(folder: Path) -> Iterator[Open]:
    opened: list[FilePassageIndex] = []

    def open_again() -> PassageIndex:
        opened.append(FilePassageIndex(folder / "index"))
        return opened[-1]

    yield open_again
    for index in opened:
        index.close()


def folding(folder: Path) -> Iterator[Open]:
    """Have every change fold its words in, as otherwise one in hundreds does."""
    opened: list[FilePassageIndex] = []

    def open_again() -> PassageIndex:
        opened.append(FilePassageIndex(folder / "index", most_pending=0))
        return opened[-1]

    yield open_again
    for index in opened:
        index.close()


def generation(folder: Path) -> Iterator[Open]:
    opened: list[FilePassageIndexes] = []
    one = GenerationId(uuid4())

    def open_again() -> PassageIndex:
        opened.append(FilePassageIndexes(folder / "index"))
        return opened[-1].of(one)

    yield open_again
    for indexes in opened:
        indexes.close()


def elasticsearch(_: Path) -> Iterator[Open]:
    one = GenerationId(uuid4())
    with own_indexes() as open_indexes:
        yield lambda: open_indexes().of(one)


@pytest.fixture(
    params=[
        memory,
        file,
        folding,
        generation,
        pytest.param(elasticsearch, marks=pytest.mark.service),
    ],
    ids=lambda make: make.__name__,
)
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    yield from request.param(tmp_path)


@pytest.fixture
def index(open_again: Open) -> PassageIndex:
    return open_again()


def vector(*numbers: float) -> Vector:
    length = sqrt(sum(number * number for number in numbers)) or 1.0
    return array("f", [number / length for number in numbers])


def passage(text: str, numbers: Sequence[float] = EAST) -> IndexedPassage:
    return IndexedPassage(PassageId(uuid4()), text, vector(*numbers))


def document() -> DocumentId:
    return DocumentId(uuid4())


def ids(hits: Sequence[Hit]) -> list[PassageId]:
    return [hit.passage_id for hit in hits]


def by_both_legs(index: PassageIndex, text: str, *, limit: int = 100) -> list[list[PassageId]]:
    return [
        ids(index.keyword(ACME, text, limit=limit)),
        ids(index.dense(ACME, vector(*EAST), limit=limit)),
    ]


def test_a_place_where_nothing_was_put_finds_nothing(index: PassageIndex) -> None:
    assert by_both_legs(index, "agents") == [[], []]


def test_a_replaced_document_is_found_by_both_legs(index: PassageIndex) -> None:
    about_agents, about_bread = passage("Agents act", EAST), passage("Bread rises", NORTH)

    index.replace(ACME, document(), [about_agents, about_bread])

    assert ids(index.keyword(ACME, "bread", limit=5)) == [about_bread.id]
    assert ids(index.dense(ACME, vector(*NORTH), limit=5)) == [about_bread.id, about_agents.id]


def test_words_rank_by_how_many_match_and_how_rare_they_are(index: PassageIndex) -> None:
    both, rare, common = passage("quartz clock"), passage("quartz lamp"), passage("clock lamp")
    index.replace(ACME, document(), [common, rare, both, passage("clock tower")])

    assert ids(index.keyword(ACME, "quartz clock", limit=3))[:2] == [both.id, rare.id]


def test_a_word_that_stands_once_in_a_passage_of_mean_length_gains_its_rarity(
    index: PassageIndex,
) -> None:
    """Fusing takes BM25 for what a passage tells, so each index must count in the same unit."""
    texts = ("quartz lamp", "clock lamp", "clock tower", "bread oven")
    index.replace(ACME, document(), [passage(text) for text in texts])

    (hit,) = index.keyword(ACME, "quartz", limit=5)

    assert hit.score == pytest.approx(log(1 + (4 - 1 + 0.5) / (1 + 0.5)), rel=1e-4)


def test_vectors_rank_by_cosine(index: PassageIndex) -> None:
    index.replace(ACME, document(), [passage("a", (3, 4, 0)), passage("b", (-1, 0, 0))])

    scores = [hit.score for hit in index.dense(ACME, vector(*EAST), limit=5)]

    assert scores == pytest.approx([0.6, -1.0], abs=1e-6)


def test_replacing_swaps_every_passage(index: PassageIndex) -> None:
    paper, kept, changed = document(), passage("agents stay"), passage("agents leave")
    index.replace(ACME, paper, [kept, changed])
    new = passage("agents arrive")

    index.replace(ACME, paper, [kept, new])

    assert [set(found) for found in by_both_legs(index, "agents leave")] == [{kept.id, new.id}] * 2


def test_replacing_by_nothing_empties_the_document(index: PassageIndex) -> None:
    paper = document()
    index.replace(ACME, paper, [passage("agents")])
    index.replace(ACME, paper, [])

    assert by_both_legs(index, "agents") == [[], []]


def test_a_removed_document_is_not_found_by_either_leg(index: PassageIndex) -> None:
    paper, stays = document(), passage("agents stay")
    index.replace(ACME, paper, [passage("agents leave")])
    index.replace(ACME, document(), [stays])

    index.remove(ACME, paper)

    assert by_both_legs(index, "agents") == [[stays.id], [stays.id]]


def test_removing_twice_or_what_never_was_is_fine(index: PassageIndex) -> None:
    paper = document()
    index.replace(ACME, paper, [passage("agents")])
    for _ in range(2):
        index.remove(ACME, paper)
    index.remove(ACME, document())

    assert by_both_legs(index, "agents") == [[], []]


def test_a_removed_document_can_come_back(index: PassageIndex) -> None:
    paper, back = document(), passage("agents")
    index.replace(ACME, paper, [passage("agents")])
    index.remove(ACME, paper)
    index.replace(ACME, paper, [back])

    assert by_both_legs(index, "agents") == [[back.id], [back.id]]


def test_an_organisation_sees_only_its_own(index: PassageIndex) -> None:
    paper, own = document(), passage("agents")
    index.replace(ACME, paper, [own])
    index.replace(OTHER, paper, [passage("agents agents")])

    assert by_both_legs(index, "agents", limit=1) == [[own.id], [own.id]]


def test_passages_are_counted_as_they_change(index: PassageIndex) -> None:
    paper = document()
    assert held_of(index, ACME, paper) == 0
    for passages in ([passage("agents"), passage("bread", (0, 0, 0))], [passage("agents")], []):
        index.replace(ACME, paper, passages)
        index.replace(ACME, document(), [passage("agents")])

        assert held_of(index, ACME, paper) == len(passages)
        assert held_of(index, OTHER, paper) == 0


def test_removing_leaves_other_organisations_alone(index: PassageIndex) -> None:
    paper, own = document(), passage("agents")
    index.replace(ACME, paper, [own])
    index.replace(OTHER, paper, [passage("agents")])

    index.remove(OTHER, paper)

    assert by_both_legs(index, "agents") == [[own.id], [own.id]]


def test_documents_are_filtered_before_the_limit_counts(index: PassageIndex) -> None:
    wanted, worst = document(), passage(f"agents {'and much besides ' * 40}", (-1, 0, 0))
    for _ in range(3):
        index.replace(ACME, document(), [passage("agents agents") for _ in range(10)])
    index.replace(ACME, wanted, [worst])

    by_words = index.keyword(ACME, "agents", limit=1, document_ids=[wanted])
    by_vector = index.dense(ACME, vector(*EAST), limit=1, document_ids=[wanted])

    assert ids(by_words) == ids(by_vector) == [worst.id]


def test_several_documents_may_be_asked_for(index: PassageIndex) -> None:
    held = {document(): passage("agents") for _ in range(3)}
    for paper, one in held.items():
        index.replace(ACME, paper, [one])
    asked = [*list(held)[:2], document()]

    found = index.keyword(ACME, "agents", limit=5, document_ids=asked)

    assert set(ids(found)) == {held[paper].id for paper in asked[:2]}
    assert set(ids(index.dense(ACME, vector(*EAST), limit=5, document_ids=asked))) == set(
        ids(found)
    )


def test_more_documents_may_be_asked_for_than_a_server_takes_in_a_list(index: PassageIndex) -> None:
    wanted, one = document(), passage("agents")
    index.replace(ACME, wanted, [one])
    asked = [*(document() for _ in range(65_536)), wanted]

    assert ids(index.keyword(ACME, "agents", limit=5, document_ids=asked)) == [one.id]
    assert ids(index.dense(ACME, vector(*EAST), limit=5, document_ids=asked)) == [one.id]


def test_another_organisations_document_cannot_be_asked_for(index: PassageIndex) -> None:
    theirs = document()
    index.replace(OTHER, theirs, [passage("agents")])
    index.replace(ACME, document(), [passage("agents")])

    assert index.keyword(ACME, "agents", limit=5, document_ids=[theirs]) == []
    assert index.dense(ACME, vector(*EAST), limit=5, document_ids=[theirs]) == []


@pytest.mark.parametrize(("limit", "found"), [(-1, 0), (0, 0), (2, 2), (1_000_000_000, 5)])
def test_no_more_than_the_limit_is_found(index: PassageIndex, limit: int, found: int) -> None:
    index.replace(ACME, document(), [passage("agents") for _ in range(5)])

    assert [len(leg) for leg in by_both_legs(index, "agents", limit=limit)] == [found, found]


def test_ties_fall_by_passage_id_wherever_they_are_cut(index: PassageIndex) -> None:
    same = [passage("agents act", (1, 2, 3)) for _ in range(40)]
    for start in range(0, 40, 8):
        index.replace(ACME, document(), same[start : start + 8])
    in_order = sorted(one.id for one in same)

    for limit in (1, 7, 40):
        assert by_both_legs(index, "agents", limit=limit) == [in_order[:limit]] * 2


@pytest.mark.parametrize(
    "query",
    [
        '+agents -smith "~*:()[]{}^!&|\\/<>=',
        "-agents",
        "NOT agents",
        "text:agents",
        '"agents',
        "agents*",
        "(agents AND",
        "agents~2^0",
        "agents\0smith",
        "agents \ud800",
    ],
)
def test_no_character_of_a_query_is_an_operator(index: PassageIndex, query: str) -> None:
    both = passage("agents smith")
    index.replace(ACME, document(), [both])

    assert ids(index.keyword(ACME, query, limit=5)) == [both.id]


@pytest.mark.parametrize("query", ["", "   \n", "the of and", "+-*?", "😀🏳️‍🌈", "\0"])
def test_a_query_without_terms_finds_nothing(index: PassageIndex, query: str) -> None:
    index.replace(ACME, document(), [passage("the agents of and 😀")])

    assert index.keyword(ACME, query, limit=5) == []


@pytest.mark.parametrize("query", ["agents " * 150_000, " ".join(map(str, range(150_000)))])
def test_a_megabyte_is_a_query_too(index: PassageIndex, query: str) -> None:
    found = passage("agents 7")
    index.replace(ACME, document(), [found])

    assert ids(index.keyword(ACME, query, limit=5)) == [found.id]


def test_any_text_can_be_indexed(index: PassageIndex) -> None:
    odd = [passage(text) for text in ("", "\0", "\ud800 agents", "x" * 100_000, "日本語 😀")]
    index.replace(ACME, document(), odd)

    assert ids(index.keyword(ACME, "agents", limit=5)) == [odd[2].id]
    assert ids(index.keyword(ACME, "日本語", limit=5)) == [odd[4].id]
    assert len(index.dense(ACME, vector(*EAST), limit=9)) == len(odd)


@pytest.mark.parametrize(("written", "asked"), [("Agents act", "agent"), ("an agent", "AGENTS")])
def test_words_are_found_by_their_stem(index: PassageIndex, written: str, asked: str) -> None:
    found = passage(written)
    index.replace(ACME, document(), [found])

    assert ids(index.keyword(ACME, asked, limit=5)) == [found.id]


def test_a_vector_of_another_length_is_refused(index: PassageIndex) -> None:
    paper, held = document(), passage("agents")
    index.replace(ACME, paper, [held])

    with pytest.raises(Invalid) as asked:
        index.dense(ACME, vector(1, 0), limit=5)
    with pytest.raises(Invalid) as written:
        index.replace(ACME, paper, [passage("agents"), passage("agents", (1, 0))])

    assert asked.value.code == written.value.code == "vector_length"
    assert by_both_legs(index, "agents") == [[held.id], [held.id]]


@pytest.mark.parametrize("number", [nan, inf, -inf])
def test_a_vector_that_is_not_finite_is_refused(index: PassageIndex, number: float) -> None:
    odd = array("f", [number, 0.0, 0.0])
    held = passage("agents")
    index.replace(ACME, document(), [held])

    with pytest.raises(Invalid):
        index.dense(ACME, odd, limit=5)
    with pytest.raises(Invalid):
        index.replace(ACME, document(), [IndexedPassage(PassageId(uuid4()), "agents", odd)])

    assert by_both_legs(index, "agents") == [[held.id], [held.id]]


def test_a_vector_of_zeros_is_near_to_nothing(index: PassageIndex) -> None:
    index.replace(ACME, document(), [passage("agents"), passage("agents", (0, 0, 0))])

    assert not any(hit.score for hit in index.dense(ACME, vector(0, 0, 0), limit=5))
    assert all(isfinite(hit.score) for hit in index.dense(ACME, vector(*EAST), limit=5))


def test_a_change_is_seen_by_the_next_search_elsewhere(open_again: Open) -> None:
    here, there, paper = open_again(), open_again(), document()
    for _ in range(3):
        new = passage("agents")
        here.replace(ACME, paper, [new])
        assert by_both_legs(there, "agents") == [[new.id], [new.id]]

    there.remove(ACME, paper)

    assert by_both_legs(here, "agents") == [[], []]


def test_what_is_opened_later_finds_what_was_written_before(open_again: Open) -> None:
    early = passage("agents")
    open_again().replace(ACME, document(), [early])

    assert by_both_legs(open_again(), "agents") == [[early.id], [early.id]]


def test_a_search_sees_the_whole_old_or_the_whole_new_document(open_again: Open) -> None:
    paper, versions = document(), [[passage("agents") for _ in range(6)] for _ in range(8)]
    writer, reader = open_again(), open_again()
    writer.replace(ACME, paper, versions[0])
    start, written = Barrier(4), Event()

    def search(index: PassageIndex) -> set[frozenset[PassageId]]:
        seen = set[frozenset[PassageId]]()
        start.wait()
        while True:
            last = written.is_set()
            seen.update(map(frozenset, by_both_legs(index, "agents")))
            if last:
                return seen

    with ThreadPoolExecutor() as pool:
        searches = [pool.submit(search, index) for index in (writer, reader, reader)]
        start.wait()
        try:
            for version in versions[1:]:
                writer.replace(ACME, paper, version)
        finally:
            written.set()
    seen = frozenset[frozenset[PassageId]]().union(*(done.result() for done in searches))

    whole = [frozenset(one.id for one in version) for version in versions]
    assert whole[-1] in seen
    assert seen <= set(whole)


def test_a_documents_passages_are_counted(index: PassageIndex) -> None:
    paper, other = document(), document()
    index.replace(ACME, other, [passage("agents")])
    assert held_of(index, ACME, paper) == 0

    index.replace(ACME, paper, [passage("agents") for _ in range(3)])
    index.replace(OTHER, paper, [passage("agents")])

    assert [held_of(index, ACME, one) for one in (paper, other)] == [3, 1]
    assert [held_of(index, OTHER, one) for one in (paper, other)] == [1, 0]


def test_many_documents_are_counted_at_once(index: PassageIndex) -> None:
    papers = [document() for _ in range(1_100)]
    assert index.counted(ACME, papers) == {}
    index.replace(ACME, papers[0], [passage("agents") for _ in range(3)])
    index.replace(ACME, papers[700], [passage("bread")])
    index.replace(ACME, papers[701], [passage("bread")])
    index.replace(ACME, document(), [passage("bread")])
    index.replace(OTHER, papers[1], [passage("bread")])
    index.remove(ACME, papers[701])

    assert index.counted(ACME, papers) == {papers[0]: 3, papers[700]: 1}
    assert index.counted(ACME, []) == {}


def test_only_the_passages_that_replaced_others_are_counted(index: PassageIndex) -> None:
    paper = document()
    index.replace(ACME, paper, [passage("agents") for _ in range(3)])
    index.replace(ACME, paper, [passage("agents") for _ in range(2)])

    assert held_of(index, ACME, paper) == 2


def test_nothing_of_a_removed_document_is_counted(open_again: Open) -> None:
    here, there, paper = open_again(), open_again(), document()
    assert held_of(there, ACME, paper) == 0
    here.replace(ACME, paper, [passage("agents")])
    assert held_of(there, ACME, paper) == 1
    here.remove(ACME, paper)

    assert [held_of(here, ACME, paper), held_of(there, ACME, paper)] == [0, 0]


def test_versions_stand_side_by_side(index: PassageIndex) -> None:
    paper, one, two = document(), passage("agents stay"), passage("agents leave")
    index.replace(ACME, version_id(paper, 1), [one])
    index.replace(ACME, version_id(paper, 2), [two])

    assert [set(found) for found in by_both_legs(index, "agents")] == [{one.id, two.id}] * 2
    found = index.keyword(ACME, "agents", limit=5, document_ids=[version_id(paper, 2)])
    assert ids(found) == [two.id]
    index.remove(ACME, version_id(paper, 1))
    assert by_both_legs(index, "agents") == [[two.id], [two.id]]
