"""What generations of the index promise, over each database."""

from dataclasses import replace
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from injector import Injector

from application.knowledge.generations.current import CurrentIndex
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.generations.repository import MOST_TRIES, Gap
from application.knowledge.ports import KnowledgeStore
from domain.ids import DocumentId
from domain.knowledge.cutting import USUAL, Cut
from domain.knowledge.document import Document
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.passage import Page
from domain.knowledge.quality import GoldenQuery, Recall, Verdict
from domain.knowledge.splitting import split
from domain.principal import Principal
from support.documents import a_document, keep, make_ready
from support.people import ADA, EVE, NOON


@pytest.fixture
def store(world: Injector) -> KnowledgeStore:
    return world.get(KnowledgeStore)


@pytest.fixture
def reader(world: Injector) -> GenerationsReader:
    return world.get(GenerationsReader)


def ready(world: Injector, *texts: str) -> Document:
    document = keep(world, a_document())
    make_ready(world, document, *(texts or ("One page.",)))
    return document


def built(store: KnowledgeStore, number: int, cut: Cut = USUAL) -> Generation:
    one = Generation.build(
        id=GenerationId(uuid4()), number=number, embedder="memory:", cut=cut, now=NOON
    )
    with store.transaction() as work:
        work.generations.add(one)
        work.commit()
    return one


def golden_queries(world: Injector, by: Principal, number: int) -> list[GoldenQuery]:
    """Keep so many of the person's organisation, each expecting the same ready document."""
    document = keep(world, a_document(by=by))
    make_ready(world, document, "One page.")
    kept = [GoldenQuery(by.organisation_id, f"number {one}?", document.id) for one in range(number)]
    with world.get(KnowledgeStore).transaction() as work:
        work.generations.keep_golden(by.organisation_id, kept)
        work.commit()
    return kept


def keep_failure(store: KnowledgeStore, gap: Gap) -> None:
    with store.transaction() as work:
        work.generations.keep_failure(gap)
        work.commit()


def gap_of(generation: Generation, document: Document, version: int = 1) -> Gap:
    return Gap(generation.id, ADA.organisation_id, document.id, version)


def test_a_new_generation_has_a_gap_for_each_ready_document(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    document = ready(world)
    keep(world, a_document())  # not ready

    new = built(store, 1)

    assert reader.gaps(new.id, 10) == [gap_of(new, document)]
    assert [one.behind for one in reader.all()] == [1]


def test_a_gap_is_closed_with_the_passages_of_its_cut(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    document = ready(world, "First. " * 40)
    new = built(store, 1, Cut(100))
    finer = split(document.id, 1, [Page(1, "First. " * 40)], new.cut)

    with store.transaction() as work:
        work.generations.fill(gap_of(new, document), finer)
        work.commit()

    assert reader.gaps(new.id, 10) == []
    assert len(finer) > 1


def test_a_gap_that_was_noted_for_a_later_version_stays_open(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    document, new = ready(world), built(store, 1)
    later = Gap(new.id, ADA.organisation_id, document.id, 0)

    with store.transaction() as work:
        work.generations.fill(later, ())
        work.commit()

    assert reader.gaps(new.id, 10) == [gap_of(new, document)]


def test_what_a_generation_lacks_is_an_organisations_own(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    document = ready(world)
    new, empty = built(store, 1), GenerationId(uuid4())

    assert reader.lacks(new.id, ADA.organisation_id)
    assert not reader.lacks(new.id, EVE.organisation_id)
    assert not reader.lacks(empty, ADA.organisation_id)
    keep_failure(store, replace(gap_of(new, document), tries=MOST_TRIES, failure="why"))
    assert not reader.lacks(new.id, ADA.organisation_id)


def test_what_failed_lies_behind_what_was_tried_less_often(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    documents = sorted((ready(world) for _ in range(3)), key=lambda one: one.id)
    new = built(store, 1)
    first, second, third = (gap_of(new, one) for one in documents)
    for gap in (first, first.failed("again"), second):
        keep_failure(store, gap.failed("it has no direction"))

    found = reader.gaps(new.id, 10)

    assert [gap.document_id for gap in found] == [one.document_id for one in (third, second, first)]
    assert [gap.tries for gap in found] == [0, 1, 2]
    assert found[2].failure == "it has no direction"


def test_a_document_that_failed_too_often_is_left_out(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    document, other = ready(world), ready(world)
    new = built(store, 1)
    given_up = replace(gap_of(new, document), tries=MOST_TRIES, failure="it has no direction")
    keep_failure(store, given_up)

    (progress,) = reader.all()

    assert (progress.behind, progress.left_out, list(progress.first)) == (1, 1, [given_up])
    assert reader.gaps(new.id, 10) == [gap_of(new, other)]
    with store.transaction() as work:
        assert (work.generations.behind(new.id), work.generations.left_out(new.id)) == (1, 1)


def test_a_later_version_of_what_was_left_out_is_tried_again(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    document = ready(world)
    new = built(store, 1)
    late = replace(gap_of(new, document), tries=MOST_TRIES, failure="it has no direction")
    keep_failure(store, late)
    with store.transaction() as work:
        work.generations.note(replace(document, version=2), [new.id])
        work.commit()

    keep_failure(store, late)  # of the version before: it says nothing of this one

    assert reader.gaps(new.id, 10) == [gap_of(new, document, 2)]


def test_a_purged_document_is_not_left_out_but_a_gap_stays(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    document = ready(world)
    first, second = built(store, 1), built(store, 2)
    keep_failure(store, replace(gap_of(first, document), tries=MOST_TRIES, failure="why"))
    with store.transaction() as work:
        work.documents.purge(document)
        work.commit()

    assert [(one.behind, one.left_out) for one in reader.all()] == [(1, 0), (0, 0)]
    assert reader.gaps(second.id, 10) == [gap_of(second, document)]


def test_only_one_engages_to_catch_up(store: KnowledgeStore) -> None:
    new = built(store, 1)
    with store.transaction() as work:
        assert work.generations.engage(new.id)
        assert not work.generations.engage(new.id)
        work.generations.release(new.id)
        assert work.generations.engage(new.id)


def test_versions_count_up_for_each_organisation(
    store: KnowledgeStore, reader: GenerationsReader
) -> None:
    with store.transaction() as work:
        counted = [work.generations.next_version(ADA.organisation_id) for _ in range(3)]
        other = work.generations.next_version(EVE.organisation_id)
        work.commit()

    assert (counted, other) == ([1, 2, 3], 1)
    assert reader.state(ADA.organisation_id).version == 3 or reader.all() == []


def test_a_verdict_is_kept(store: KnowledgeStore, reader: GenerationsReader) -> None:
    built(store, 1)
    second = built(store, 2)
    verdict = Verdict(3, Recall(1.0, 1.0), Recall(0.5, 0.75))
    with store.transaction() as work:
        work.generations.save(second.judged(verdict, now=NOON))
        work.commit()

    newest = reader.all()[0].generation

    assert (newest.state, newest.verdict) == (GenerationState.REJECTED, verdict)


def test_a_retired_generation_loses_its_gaps_and_is_not_among_the_kept(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    ready(world)
    built(store, 1)
    second = built(store, 2, Cut(200))
    with store.transaction() as work:
        work.generations.save(second.retired(now=NOON))
        work.commit()
        kept = work.generations.kept()

    assert [one.number for one in kept.all] == [1]
    assert reader.gaps(second.id, 10) == []


def test_golden_queries_are_an_organisations_own(
    store: KnowledgeStore, reader: GenerationsReader
) -> None:
    mine = GoldenQuery(ADA.organisation_id, "when?", DocumentId(uuid4()))
    with store.transaction() as work:
        work.generations.keep_golden(ADA.organisation_id, [mine])
        work.commit()

    assert reader.golden(ADA.organisation_id, 10) == [mine]
    assert reader.golden(EVE.organisation_id, 10) == []
    assert reader.golden_in_turn(10) == []  # it expects a document that is not there


def test_golden_queries_are_asked_of_each_organisation_in_turn(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    kept = {by.organisation_id: golden_queries(world, by, 3) for by in (ADA, EVE)}
    first, second = (kept[one] for one in sorted(kept))

    assert reader.golden_in_turn(4) == [first[0], second[0], first[1], second[1]]


def test_golden_queries_whose_document_is_not_ready_are_not_asked(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    unread, gone = keep(world, a_document()), ready(world)
    with store.transaction() as work:
        work.documents.save(gone.deleted(now=NOON))
        expected = [GoldenQuery(ADA.organisation_id, "?", one.id) for one in (unread, gone)]
        work.generations.keep_golden(ADA.organisation_id, expected)
        work.commit()

    assert reader.golden_in_turn(10) == []
    assert len(reader.golden(ADA.organisation_id, 10)) == 2


def test_samples_are_passages_of_different_documents(
    world: Injector, reader: GenerationsReader
) -> None:
    world.get(CurrentIndex)(ADA.organisation_id)
    documents = {ready(world, f"This is number {one}.").id for one in range(3)}

    assert {one.document_id for one in reader.samples(10)} == documents
    assert len(reader.samples(2)) == 2


def test_there_are_samples_of_documents_that_are_cut_less_finely_now(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    text = "A sentence of some length stands here. " * 80
    document, coarse = ready(world, text), built(store, 1, Cut(4_000))
    (whole,) = split(document.id, 1, [Page(1, text)], coarse.cut)
    with store.transaction() as work:
        work.generations.fill(gap_of(coarse, document), [whole])
        work.commit()

    (sample,) = reader.samples(10)
    assert (sample.document_id, sample.version, sample.text) == (document.id, 1, whole.text)


def test_a_deleted_document_is_no_sample(
    world: Injector, store: KnowledgeStore, reader: GenerationsReader
) -> None:
    world.get(CurrentIndex)(ADA.organisation_id)
    document = ready(world)
    with store.transaction() as work:
        work.documents.save(document.deleted(now=NOON))
        work.commit()

    assert reader.samples(10) == []


def test_the_first_generation_is_made_once_by_whoever_comes_first(world: Injector) -> None:
    current, barrier = world.get(CurrentIndex), Barrier(4)
    found: list[GenerationId] = []

    def ask() -> None:
        barrier.wait()
        found.append(current(ADA.organisation_id).generation.id)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    assert len(set(found)) == 1
