"""A server that is away, overloaded, cut off or out of its mind, and what becomes of a change."""

import json
import socket
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from uuid import UUID, uuid4

import pytest

from adapters.knowledge.elasticsearch_index import Address, ElasticsearchPassageIndexes
from adapters.knowledge.elasticsearch_index.bulk import LARGEST
from adapters.knowledge.elasticsearch_index.connection import ATTEMPTS
from adapters.knowledge.elasticsearch_index.index import ElasticsearchPassageIndex
from adapters.knowledge.elasticsearch_index.refusals import NO_INDEX
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import GenerationId
from domain.knowledge.passage import PassageId
from support.behaviours import Answer, Behaviour, Die, Raw, Refuse, Stall, Stop
from support.elasticsearch_server import GOOD, ElasticsearchServer, done, found

ACME, PAPER = OrganisationId(UUID(int=1)), DocumentId(UUID(int=2))
ONE = GenerationId(UUID(int=0xA))
SECONDS, PATIENT = 1.0, 30.0
EAST = array("f", [1.0, 0.0, 0.0])


@contextmanager
def seated(
    *behaviours: Behaviour,
    at: str = "_bulk",
    held: Sequence[str] = (),
    product: str = "Elasticsearch",
    seconds: float = PATIENT,
) -> Iterator[tuple[ElasticsearchPassageIndex, ElasticsearchServer]]:
    with (
        ElasticsearchServer(list(behaviours), at=at, held=held, product=product) as server,
        closing(ElasticsearchPassageIndexes(Address(server.url), "p", seconds)) as indexes,
    ):
        yield indexes.of(ONE), server


def passage(text: str = "agents") -> IndexedPassage:
    return IndexedPassage(PassageId(uuid4()), text, EAST)


def key(one: IndexedPassage | str) -> str:
    return f"{ACME.hex}-{one if isinstance(one, str) else one.id.hex}"


def answer(*outcomes: tuple[str, int]) -> Answer:
    return Answer(json.dumps(done(*outcomes)))


def test_new_passages_are_added_before_old_ones_go_and_seen_when_both_is_done() -> None:
    old, new = [uuid4().hex for _ in range(2)], [passage() for _ in range(2)]
    with seated(GOOD, held=[*old, new[0].id.hex]) as (index, server):
        index.replace(ACME, PAPER, new)

        assert server.bulks() == [
            ([("index", key(one)) for one in new], "false"),
            ([("delete", key(one)) for one in sorted(old)], "true"),
        ]
    assert server.refusals == []
    for request in server.requests:
        if "_bulk" in request.path or "_search" in request.path:
            assert f"routing={ACME.hex}" in request.path


def test_an_item_that_cannot_be_taken_now_is_sent_again_and_no_other() -> None:
    first, second = passage(), passage()
    busy = answer(("index", 201), ("index", 429))
    with seated(busy, answer(("index", 503)), GOOD) as (index, server):
        index.replace(ACME, PAPER, [first, second])

        assert [operations for operations, _ in server.bulks()] == [
            [("index", key(first)), ("index", key(second))],
            [("index", key(second))],
            [("index", key(second))],
        ]


def test_an_item_that_is_refused_undoes_what_was_added_and_keeps_what_was_held() -> None:
    old, kept, new = uuid4().hex, passage(), passage()
    refused = answer(("index", 200), ("index", 400))
    with seated(refused, GOOD, held=[old, kept.id.hex]) as (index, server):
        with pytest.raises(Unavailable, match="odd_400"):
            index.replace(ACME, PAPER, [kept, new])

        undone, refresh = server.bulks()[-1]
        assert undone == [("delete", key(new))]
        assert refresh == "false"
        assert len(server.bulks()) == 2


def test_an_index_that_is_dropped_in_the_middle_of_a_change_is_made_again() -> None:
    item = {"index": {"status": 404, "error": {"type": NO_INDEX}}}
    new = passage()
    with seated(Answer(json.dumps({"items": [item]})), GOOD) as (index, server):
        index.replace(ACME, PAPER, [new])

        assert server.bulks()[-1] == ([("index", key(new))], "true")
        assert len(server.bulks()) == 3  # refused, undone, done
        assert sum(request.path.endswith("/_mapping") for request in server.requests) == 2


def test_a_server_that_stays_overloaded_is_asked_so_often_and_no_more() -> None:
    old, new = uuid4().hex, passage()
    with seated(answer(("index", 429)), held=[old]) as (index, server):
        with pytest.raises(Unavailable, match="overloaded"):
            index.replace(ACME, PAPER, [new])

        asked = [operations for operations, _ in server.bulks()]
        assert asked.count([("index", key(new))]) == ATTEMPTS
        assert ("delete", key(old)) not in [one for operations in asked for one in operations]


def test_old_passages_that_could_not_be_deleted_make_the_change_fail() -> None:
    old, new = uuid4().hex, passage()
    with seated(GOOD, answer(("delete", 500)), held=[old]) as (index, server):
        with pytest.raises(Unavailable, match="odd_500"):
            index.replace(ACME, PAPER, [new])

        assert server.bulks()[-1] == ([("delete", key(old))], "true")


def test_a_passage_that_is_gone_already_counts_as_deleted() -> None:
    gone = Answer(json.dumps({"items": [{"delete": {"status": 404, "result": "not_found"}}]}))
    with seated(gone, held=[uuid4().hex]) as (index, _):
        index.remove(ACME, PAPER)


@pytest.mark.parametrize("fault", [Refuse(429), Refuse(503), Die(('{"took":',)), Die()], ids=repr)
def test_a_request_that_broke_off_or_came_too_early_is_made_again(fault: Behaviour) -> None:
    new = passage()
    with seated(fault, fault, GOOD) as (index, server):
        index.replace(ACME, PAPER, [new])

        assert [operations for operations, _ in server.bulks()] == [[("index", key(new))]] * 3


def test_a_document_is_sent_in_pieces_and_seen_with_the_last() -> None:
    big = [passage("agent " * (LARGEST * 2 // 5 // len("agent "))) for _ in range(3)]
    with seated(GOOD) as (index, server):
        index.replace(ACME, PAPER, big)

        assert server.bulks() == [
            ([("index", key(big[0])), ("index", key(big[1]))], "false"),
            ([("index", key(big[2]))], "true"),
        ]
    sizes = [int(one.headers["content-length"]) for one in server.requests if "_bulk" in one.path]
    assert max(sizes) <= LARGEST


def test_a_document_of_more_passages_than_one_answer_holds_is_removed_whole() -> None:
    many = [uuid4().hex for _ in range(10_001)]
    with seated(GOOD, held=many) as (index, server):
        index.remove(ACME, PAPER)

        deleted = [name for operations, _ in server.bulks() for _, name in operations]
        assert sorted(deleted) == sorted(map(key, many))


GARBAGE = [
    Answer("{}"),
    Answer("[]"),
    Answer("null"),
    Answer("not json"),
    Answer('{"items": [], "hits": {"hits": [{"sort": ["x", "y", "z"]}]}, "p": 1}'),
    Answer('{"items": [{"index": {"status": "x"}}], "hits": {"hits": [{}]}}'),
    Answer('{"items": 7, "hits": {"hits": 7}}'),
    Raw((), b"\xff"),
    Stop(('{"took": 1, ',)),
    Refuse(400),
    Refuse(500),
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=repr)
@pytest.mark.parametrize("at", ["_bulk", "_search", "_mapping", "_refresh"])
def test_an_answer_that_makes_no_sense_is_told_in_a_sentence(at: str, garbage: Behaviour) -> None:
    with seated(garbage, at=at) as (index, _), pytest.raises(Unavailable, match="search index is"):
        index.replace(ACME, PAPER, [passage()])


@pytest.mark.parametrize("garbage", GARBAGE, ids=repr)
def test_hits_that_make_no_sense_are_told_in_a_sentence(garbage: Behaviour) -> None:
    with seated(garbage, at="_search") as (index, _):
        for search in (
            lambda: index.keyword(ACME, "agents", limit=3),
            lambda: index.dense(ACME, EAST, limit=3),
            lambda: index.counted(ACME, [PAPER]),
        ):
            with pytest.raises(Unavailable, match="search index is not available"):
                search()


def test_a_search_waits_a_moment_for_a_server_that_is_overloaded() -> None:
    name = uuid4()
    hit = Answer(json.dumps(found([[1.5, name.hex]])))
    with seated(Refuse(429), Refuse(503), hit, at="_search") as (index, _):
        assert [one.passage_id for one in index.keyword(ACME, "agents", limit=3)] == [name]


@pytest.mark.parametrize("at", ["_bulk", "_search", "_mapping", "_refresh"])
def test_a_server_that_says_nothing_is_not_waited_for_twice(at: str) -> None:
    with seated(Stall(at_all=False), at=at, seconds=SECONDS) as (index, server):
        began = time.monotonic()
        with pytest.raises(Unavailable, match="said nothing for 1 seconds"):
            index.replace(ACME, PAPER, [passage()])

        undone = at == "_bulk"
        assert sum(at in one.path for one in server.requests) == 1 + undone
        assert time.monotonic() - began < 10 * SECONDS


def test_nobody_at_the_port_is_told_in_a_sentence_and_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    address = Address(url, "portico", "hush-hush")
    with closing(ElasticsearchPassageIndexes(address, "p", SECONDS)) as indexes:
        began = time.monotonic()
        with pytest.raises(Unavailable, match="no connection could be made") as refused:
            indexes.of(ONE).keyword(ACME, "agents", limit=3)

        assert time.monotonic() - began < 10 * SECONDS
        assert "hush" not in str(refused.value) + repr(address)


def test_a_server_that_does_not_know_us_says_so() -> None:
    with (
        seated(Refuse(401, "security_exception"), at="_search") as (index, _),
        pytest.raises(Unavailable, match="it refused our name and password"),
    ):
        index.keyword(ACME, "agents", limit=3)


def test_what_is_no_elasticsearch_is_not_taken_for_one() -> None:
    with seated(GOOD, product="") as (index, _), pytest.raises(Unavailable, match="is no Elastic"):
        index.keyword(ACME, "agents", limit=3)
