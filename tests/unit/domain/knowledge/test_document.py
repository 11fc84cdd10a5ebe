"""A document on its way to being searchable."""

import pytest

from domain.ids import DocumentId
from domain.knowledge.document import Digest, Document, DocumentState, Failure
from domain.knowledge.errors import DocumentEmpty, DocumentGone, Encrypted
from support.documents import a_document
from support.people import ADA, NOON


def test_it_is_received_and_says_so() -> None:
    document = a_document()

    assert document.state is DocumentState.RECEIVED
    assert [event.name for event in document.events] == ["document.received"]


def test_an_empty_one_is_refused() -> None:
    with pytest.raises(DocumentEmpty):
        Document.receive(
            ADA,
            id=DocumentId(a_document().id),
            title="t",
            media_type="text/plain",
            size=0,
            digest=Digest("d"),
            now=NOON,
        )


def test_it_becomes_ready_step_by_step() -> None:
    steps = [a_document().extracting(now=NOON)]
    steps.append(steps[-1].extracted(pages=3, now=NOON))
    steps.append(steps[-1].indexed(passages=9, index_version=1, now=NOON))

    assert [step.state.value for step in steps] == ["extracting", "indexing", "ready"]
    assert (steps[-1].pages, steps[-1].passages, steps[-1].is_settled) == (3, 9, True)
    assert [event.name for event in steps[-1].events] == ["document.received", "document.ready"]


def test_a_failed_one_keeps_the_reason() -> None:
    failed = a_document().failed(Encrypted(), now=NOON)

    assert failed.failure == Failure("encrypted", "the file is protected by a password")
    assert failed.is_settled


def test_nothing_more_happens_to_a_deleted_one() -> None:
    deleted = a_document().deleted(now=NOON)

    assert deleted.is_settled
    with pytest.raises(DocumentGone):
        deleted.indexed(passages=1, index_version=1, now=NOON)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("  A \n title ", "A title"), ("", "Untitled"), ("x" * 300, "x" * 200)],
)
def test_titles_are_tidied(given: str, kept: str) -> None:
    assert a_document(title=given).title == kept
