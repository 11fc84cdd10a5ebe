"""What every KnowledgeStore and KnowledgeReader promise, asked of each of them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from injector import Injector

from application.knowledge.ports import KnowledgeReader, KnowledgeStore
from domain.ids import DocumentId
from domain.knowledge.content import Content, Digest
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentAlreadyHeld, Encrypted
from domain.knowledge.passage import Page, PassageId
from domain.knowledge.splitting import split
from support.documents import a_document, keep, make_ready
from support.people import ADA, BEN, EVE, NOON


@pytest.fixture
def reader(world: Injector) -> KnowledgeReader:
    return world.get(KnowledgeReader)


def save(world: Injector, document: Document) -> None:
    with world.get(KnowledgeStore).transaction() as work:
        work.documents.save(document)
        work.commit()


def test_a_document_comes_back_whole(world: Injector, reader: KnowledgeReader) -> None:
    document = keep(world, a_document(), b"some bytes")

    assert reader.document(ADA.organisation_id, document.id) == document
    assert reader.content(ADA.organisation_id, document.id, 1) == b"some bytes"


def test_a_failed_document_tells_why(world: Injector, reader: KnowledgeReader) -> None:
    failed = keep(world, a_document()).failed(Encrypted(), now=NOON)
    save(world, failed)

    assert reader.document(ADA.organisation_id, failed.id) == failed


def test_an_unknown_document_is_none_and_not_an_error(
    world: Injector, reader: KnowledgeReader
) -> None:
    assert reader.document(ADA.organisation_id, DocumentId(uuid4())) is None
    with world.get(KnowledgeStore).transaction() as work:
        assert work.documents.by_id(DocumentId(uuid4())) is None


def test_an_error_undoes_the_work(world: Injector, reader: KnowledgeReader) -> None:
    document = a_document()
    with suppress(ZeroDivisionError), world.get(KnowledgeStore).transaction() as work:
        work.documents.add(document, b"bytes")
        _ = 1 / 0

    assert reader.document(ADA.organisation_id, document.id) is None


def test_nobody_sees_another_organisations_document(
    world: Injector, reader: KnowledgeReader
) -> None:
    document = keep(world, a_document())
    passages = make_ready(world, document, "A page.")
    eve = EVE.organisation_id

    assert reader.document(eve, document.id) is None
    assert reader.content(eve, document.id, 1) is None
    assert list(reader.pages(eve, document.id, 1)) == []
    assert reader.page(eve, document.id, 1, 1) is None
    assert list(reader.by_digest(eve, document.digest)) == []
    assert list(reader.among(eve, [document.id])) == []
    assert reader.passages(eve, [passages[0].id]) == {}
    assert reader.unknown(eve, [document.id]) == {document.id}


def test_a_deleted_document_is_not_seen(world: Injector, reader: KnowledgeReader) -> None:
    document = keep(world, a_document())
    passages = make_ready(world, document, "A page.")
    save(world, document.deleted(now=NOON))

    assert reader.document(ADA.organisation_id, document.id) is None
    assert reader.page(ADA.organisation_id, document.id, 1, 1) is None
    assert reader.passages(ADA.organisation_id, [passages[0].id]) == {}
    assert reader.unknown(ADA.organisation_id, [document.id]) == {document.id}


def test_purging_leaves_nothing_but_the_record(world: Injector) -> None:
    document = keep(world, a_document())
    make_ready(world, document, "A page.")
    with world.get(KnowledgeStore).transaction() as work:
        work.documents.purge(document)
        work.commit()

    reader = world.get(KnowledgeReader)
    assert reader.content(ADA.organisation_id, document.id, 1) is None
    assert list(reader.pages(ADA.organisation_id, document.id, 1)) == []
    assert reader.document(ADA.organisation_id, document.id) is not None


def test_the_same_bytes_are_held_once(world: Injector, reader: KnowledgeReader) -> None:
    first = keep(world, a_document(b"same"))

    with pytest.raises(DocumentAlreadyHeld):
        keep(world, a_document(b"same"))
    assert list(reader.by_digest(ADA.organisation_id, first.digest)) == [first]


def test_two_organisations_may_hold_the_same_bytes(world: Injector) -> None:
    keep(world, a_document(b"same"))
    keep(world, a_document(b"same", by=EVE))


def test_the_same_bytes_are_held_whoever_owns_them(world: Injector) -> None:
    held = keep(world, a_document(b"same"))

    with pytest.raises(DocumentAlreadyHeld) as refused:
        keep(world, a_document(b"same", by=BEN))
    assert refused.value.standing == {held.id}


def test_documents_may_stand_beside_others_with_their_bytes(
    world: Injector, reader: KnowledgeReader
) -> None:
    """What is hidden from who hands them in: they are not to learn of it."""
    first = keep(world, a_document(b"same"))
    second = keep(world, a_document(b"same"), beside=[first.id])

    with pytest.raises(DocumentAlreadyHeld) as refused:
        keep(world, a_document(b"same"), beside=[first.id])
    assert refused.value.standing == {first.id, second.id}
    found = reader.by_digest(ADA.organisation_id, first.digest)
    assert list(found) == sorted([first, second], key=lambda document: document.id)
    save(world, second)
    save(world, first.deleted(now=NOON))
    assert list(reader.by_digest(ADA.organisation_id, first.digest)) == [second]


def test_bytes_that_failed_or_were_deleted_may_come_again(
    world: Injector, reader: KnowledgeReader
) -> None:
    save(world, keep(world, a_document(b"same")).failed(Encrypted(), now=NOON))
    save(world, keep(world, a_document(b"same")).deleted(now=NOON))

    assert list(reader.by_digest(ADA.organisation_id, a_document(b"same").digest)) == []
    keep(world, a_document(b"same"))


def test_of_the_same_bytes_at_once_one_is_held(world: Injector, reader: KnowledgeReader) -> None:
    barrier, sent = Barrier(4), [a_document(b"same") for _ in range(4)]

    def first(document: Document) -> bool:
        barrier.wait(timeout=60)
        try:
            keep(world, document)
        except DocumentAlreadyHeld:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(first, sent)).count(True) == 1
    assert len(reader.among(ADA.organisation_id, [one.id for one in sent])) == 1


def test_pages_and_passages_are_replaced_as_a_whole(
    world: Injector, reader: KnowledgeReader
) -> None:
    document = keep(world, a_document())
    make_ready(world, document, "One.", "Two.", "Three.")
    make_ready(world, document, "Uno.", "Dos.")

    kept = list(reader.pages(ADA.organisation_id, document.id, 1))
    assert kept == [Page(1, "Uno."), Page(2, "Dos.")]
    assert reader.page(ADA.organisation_id, document.id, 1, 3) is None


def test_passages_come_back_with_their_title(world: Injector, reader: KnowledgeReader) -> None:
    document = keep(world, a_document(title="Rules"))
    (passage,) = make_ready(world, document, "A page.")

    found = reader.passages(ADA.organisation_id, [passage.id, PassageId(uuid4())])

    assert [(one.passage, one.title) for one in found.values()] == [(passage, "Rules")]


def test_a_document_that_is_not_ready_shows_no_passages(
    world: Injector, reader: KnowledgeReader
) -> None:
    document = keep(world, a_document())
    (passage,) = make_ready(world, document, "A page.")
    save(world, document)

    assert reader.passages(ADA.organisation_id, [passage.id]) == {}


def test_many_ids_can_be_asked_for_at_once(world: Injector, reader: KnowledgeReader) -> None:
    document = keep(world, a_document())
    ids = [DocumentId(uuid4()) for _ in range(1_200)]

    assert reader.unknown(ADA.organisation_id, [*ids, document.id]) == set(ids)


def test_documents_come_in_the_order_asked_for(world: Injector, reader: KnowledgeReader) -> None:
    first, second = keep(world, a_document()), keep(world, a_document())
    asked = [second.id, DocumentId(UUID(int=7)), first.id]

    assert [one.id for one in reader.among(ADA.organisation_id, asked)] == [second.id, first.id]
    assert list(reader.among(ADA.organisation_id, [])) == []


def test_saved_changes_are_seen_by_the_next_transaction(world: Injector) -> None:
    document = keep(world, a_document())
    changed = replace(document, title="Other")
    save(world, changed)

    with world.get(KnowledgeStore).transaction() as work:
        assert work.documents.by_id(document.id) == changed


LAMP = Content(title="The lamp", media_type="text/plain", size=4, digest=Digest("lamp"))


def replacing(world: Injector, document: Document, content: bytes = b"lamp") -> Document:
    """Take another content in for a document that is ready."""
    with world.get(KnowledgeStore).transaction() as work:
        held = work.documents.by_id(document.id)
        assert held is not None
        waiting = held.replaced(LAMP, seen=None, now=NOON)
        work.documents.save(waiting)
        work.documents.keep_content(waiting, content)
        work.commit()
    return replace(waiting, events=())


def test_a_waiting_replacement_comes_back_whole(world: Injector, reader: KnowledgeReader) -> None:
    document = keep(world, a_document(), b"bytes")
    make_ready(world, document, "A page.")
    waiting = replacing(world, document)

    assert reader.document(ADA.organisation_id, document.id) == waiting
    assert reader.content(ADA.organisation_id, document.id, 1) == b"bytes"
    assert reader.content(ADA.organisation_id, document.id, 2) == b"lamp"
    failed = waiting.failed(Encrypted(), now=NOON)
    save(world, failed)
    assert reader.document(ADA.organisation_id, document.id) == failed


def test_a_version_takes_the_place_of_another_in_one_commit(
    world: Injector, reader: KnowledgeReader
) -> None:
    document = keep(world, a_document())
    (old,) = make_ready(world, document, "A page.")
    waiting = replacing(world, document)
    before = reader.replacements(ADA.organisation_id)
    with world.get(KnowledgeStore).transaction() as work:
        (new,) = split(document.id, 2, [Page(1, "A lamp.")])
        ready = waiting.extracted(pages=1, now=NOON)
        work.documents.keep_pages(ready, [Page(1, "A lamp.")])
        ready = ready.indexed(passages=1, index_version=2, now=NOON)
        work.documents.save(ready)
        work.documents.keep_passages(ready, [new])
        assert reader.passages(ADA.organisation_id, [old.id, new.id]).keys() == {old.id}
        assert reader.shown(ADA.organisation_id, [document.id]) == {document.id: 1}
        work.commit()

    found = reader.passages(ADA.organisation_id, [old.id, new.id])
    assert [(one.passage, one.title) for one in found.values()] == [(new, "The lamp")]
    assert reader.shown(ADA.organisation_id, [document.id]) == {document.id: 2}
    assert reader.page(ADA.organisation_id, document.id, 1, 1) is None
    assert reader.page(ADA.organisation_id, document.id, 2, 1) == Page(1, "A lamp.")
    assert reader.content(ADA.organisation_id, document.id, 1) is None
    assert reader.replacements(ADA.organisation_id) == before + 1
    assert reader.replacements(EVE.organisation_id) == 0


def test_a_document_that_becomes_ready_replaces_nothing(
    world: Injector, reader: KnowledgeReader
) -> None:
    document = keep(world, a_document())
    make_ready(world, document, "A page.")
    make_ready(world, document, "A page.")

    assert reader.replacements(ADA.organisation_id) == 0


def test_bytes_that_wait_are_held_too(world: Injector, reader: KnowledgeReader) -> None:
    first = keep(world, a_document(b"first"))
    make_ready(world, first, "A page.")
    waiting = replacing(world, first)

    for digest in (first.digest, LAMP.digest):
        (found,) = reader.by_digest(ADA.organisation_id, digest)
        assert found.id == first.id
    second = keep(world, a_document(b"second"))
    make_ready(world, second, "A page.")
    with pytest.raises(DocumentAlreadyHeld):
        replacing(world, second)
    save(world, waiting.failed(Encrypted(), now=NOON))
    assert list(reader.by_digest(ADA.organisation_id, LAMP.digest)) == []
    replacing(world, second)


def test_of_one_content_for_many_documents_at_once_one_takes_it(world: Injector) -> None:
    held = [keep(world, a_document()) for _ in range(4)]
    for document in held:
        make_ready(world, document, "A page.")
    barrier = Barrier(4)

    def takes(document: Document) -> bool:
        barrier.wait(timeout=60)
        try:
            replacing(world, document)
        except DocumentAlreadyHeld:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(takes, held)).count(True) == 1


def test_what_remains_of_a_deleted_document_is_counted(
    world: Injector, reader: KnowledgeReader
) -> None:
    document = keep(world, a_document())
    make_ready(world, document, "One.", "Two.")
    deleted = replacing(world, document).deleted(now=NOON, known_to=[ADA.user_id, BEN.user_id])
    assert reader.erased(ADA.organisation_id, document.id) is None
    save(world, deleted)

    assert reader.erased(ADA.organisation_id, document.id) == deleted
    assert reader.erased(EVE.organisation_id, document.id) is None
    assert reader.remains(deleted) == {"bytes": 2, "pages": 2, "passages": 2}
    with world.get(KnowledgeStore).transaction() as work:
        work.documents.purge(deleted)
        work.documents.save(deleted.purged(now=NOON))
        work.commit()
    assert reader.remains(deleted) == {"bytes": 0, "pages": 0, "passages": 0}
    assert reader.erased(ADA.organisation_id, document.id) == deleted.purged(now=NOON)
