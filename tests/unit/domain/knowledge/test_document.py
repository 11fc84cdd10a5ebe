"""A document on its way to being searchable."""

from hashlib import sha256

import pytest

from domain.ids import DocumentId
from domain.knowledge.content import Content
from domain.knowledge.document import Digest, Document, DocumentState, Failure
from domain.knowledge.errors import (
    DocumentChanged,
    DocumentEmpty,
    DocumentGone,
    DocumentNotFailed,
    Encrypted,
    VersionOutdated,
)
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


def a_ready_one() -> Document:
    return (
        a_document(b"lamp")
        .extracted(pages=1, now=NOON)
        .indexed(passages=1, index_version=1, now=NOON)
    )


def content(of: bytes, title: str | None = None) -> Content:
    digest = Digest(sha256(of).hexdigest())
    return Content(title=title, media_type="text/plain", size=len(of), digest=digest)


def test_a_replacement_waits_beside_what_is_shown() -> None:
    waiting = a_ready_one().replaced(content(b"crane"), seen=1, now=NOON)

    assert (waiting.state.value, waiting.version, sorted(waiting.versions)) == ("ready", 1, [1, 2])
    assert (waiting.revision, waiting.is_settled, waiting.outdated) == (2, False, ())
    assert len(waiting.claims) == 2


def test_a_replacement_takes_the_place_of_what_is_shown() -> None:
    waiting = a_ready_one().replaced(content(b"crane", "Crane"), seen=None, now=NOON)
    shown = waiting.extracted(pages=3, now=NOON).indexed(passages=5, index_version=2, now=NOON)

    assert (shown.version, shown.title, shown.pages, shown.passages) == (2, "Crane", 3, 5)
    assert (shown.replacement, shown.outdated, sorted(shown.versions)) == (None, (1,), [2])
    assert (shown.events[-1].name, shown.events[-1].facts()) == ("document.ready", {"version": 2})


def test_a_number_is_never_given_to_two_contents() -> None:
    document = a_ready_one()
    for number, word in enumerate((b"crane", b"lamp", b"mole"), start=1):
        document = document.replaced(content(word), seen=None, now=NOON)
        assert document.revision == number + 1

    assert (document.newest.version, document.outdated) == (3, (2,))


def test_a_change_from_a_revision_that_passed_is_refused() -> None:
    changed = a_ready_one().replaced(content(b"crane"), seen=1, now=NOON)

    with pytest.raises(DocumentChanged):
        changed.replaced(content(b"mole"), seen=1, now=NOON)
    assert changed.replaced(content(b"crane"), seen=1, now=NOON) is changed


def test_nothing_is_read_of_a_version_that_is_settled() -> None:
    with pytest.raises(VersionOutdated):
        a_ready_one().extracted(pages=1, now=NOON)
    with pytest.raises(DocumentNotFailed):
        a_ready_one().retried(now=NOON)
