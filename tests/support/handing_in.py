"""Documents that go through the use cases, as people and workers see to them."""

from collections.abc import Sequence

from injector import Injector

from application.ids import IdSource
from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query
from application.knowledge.reading_jobs import INGESTION
from application.knowledge.receive_document import NewDocument, ReceiveDocument
from application.knowledge.replace_document import NewContent, ReplaceDocument
from application.knowledge.search_passages import SearchPassages
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.passage import version_id
from entrypoints.workers.worker import Worker
from support.documents import index_of
from support.passages import held_of
from support.people import ADA

LONG = 20
PAGES = 3


def about(what: str, pages: int = PAGES) -> bytes:
    """Return a text of some pages, every sentence of which has the word harbour in it."""
    sentences = f"The harbour has a {what}. " * LONG
    return "\f".join(f"Page {n}. {sentences}" for n in range(1, pages + 1)).encode()


def received(world: Injector, content: bytes, title: str = "Harbour") -> Document:
    new = NewDocument(DocumentId(world.get(IdSource).new()), title, "text/plain", content)
    return world.get(ReceiveDocument)(ADA, new)


def replaced(world: Injector, document: Document, content: bytes) -> Document:
    new = NewContent(document.id, None, None, "text/plain", content)
    return world.get(ReplaceDocument)(ADA, new)


def worked(world: Injector) -> int:
    """Do every job that is due and return how many there were; nobody here waits for events."""
    worker, done = world.get(Worker), 0
    while worker.do_job([INGESTION]):
        done += 1
    return done


def looked(world: Injector, document: Document) -> Document:
    found = world.get(KnowledgeReader).document(ADA.organisation_id, document.id)
    assert found is not None
    return found


def in_index(world: Injector, document: Document, version: int) -> int:
    name = version_id(document.id, version)
    return held_of(index_of(world), ADA.organisation_id, name)


def shown(search: SearchPassages, *chosen: DocumentId) -> Sequence[tuple[int, str]]:
    """Return version and text of every passage about the harbour, in the order of the text."""
    found = search(ADA, Query("harbour", limit=100, document_ids=chosen)).shown
    passages = sorted((one.found.passage for one in found), key=lambda one: one.ordinal)
    return [(one.version, one.text) for one in passages]


def speaks_only_of(passages: Sequence[tuple[int, str]], what: str, version: int) -> bool:
    """Return whether these are all passages of that version, and nothing else."""
    text = " ".join(text for _, text in passages)
    return {v for v, _ in passages} == {version} and text.count(f"has a {what}.") == PAGES * LONG
