"""A deleted document can be shown to be gone."""

from concurrent.futures import Executor
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest

from adapters.knowledge.memory_index import InMemoryPassageIndex
from application.errors import Unavailable
from application.jobs.work import LONGEST_REST
from application.knowledge.ports import Embedder, IndexedPassage, IndexesInUse, KnowledgeReader
from domain.ids import DocumentId
from domain.knowledge.passage import PassageId, version_id
from domain.principal import Principal
from e2e.harbour import EVENT_STREAM, LAMP, OPENING, asked, opened, said
from e2e.problems import refused
from e2e.streams import frames
from e2e.test_replacements import put
from entrypoints.testing import Dies, Portico, ScriptedWriter, SteppingClock

DOCUMENTS = "/api/v1/documents"
STORES = ["bytes", "pages", "passages", "index", "conversations"]


def erasure(portico: Portico, document: str) -> dict[str, Any]:
    response = portico.client.get(f"{DOCUMENTS}/{document}/erasure")
    assert response.status_code == 200, response.get_data(as_text=True)
    body: dict[str, Any] = response.get_json()
    assert set(body) == {"document_id", "deleted_at", "purged_at", "stores"}
    return body


def remaining(portico: Portico, document: str) -> dict[str, int]:
    return {one["name"]: one["remaining"] for one in erasure(portico, document)["stores"]}


def test_what_is_left_is_counted_until_nothing_is(portico: Portico) -> None:
    document, conversation = opened(portico)
    asked(portico, conversation)
    put(portico, document, LAMP)
    portico.client.delete(f"{DOCUMENTS}/{document}")
    before = erasure(portico, document)
    assert before["purged_at"] is None
    left = remaining(portico, document)
    assert list(left) == STORES
    assert left["bytes"] == 2  # the one shown, and the one that was to replace it
    assert all(left.values())

    portico.work()

    after = erasure(portico, document)
    assert after["deleted_at"] == before["deleted_at"]
    assert after["purged_at"] >= after["deleted_at"]
    assert remaining(portico, document) == dict.fromkeys(STORES, 0)


def test_only_what_was_deleted_has_an_erasure(portico: Portico) -> None:
    document = portico.add("Rules", OPENING)["id"]
    for there_or_never in (document, str(uuid4())):
        response = portico.client.get(f"{DOCUMENTS}/{there_or_never}/erasure")
        refused(response, 404, "document_not_found")


def test_every_version_is_purged(portico: Portico) -> None:
    document = portico.add("Rules", OPENING)["id"]
    for text in (LAMP, OPENING, LAMP):
        put(portico, document, text)
        portico.work()
    portico.client.delete(f"{DOCUMENTS}/{document}")
    portico.work()
    assert remaining(portico, document) == dict.fromkeys(STORES, 0)


def test_what_is_quoted_from_a_document_while_it_is_deleted_is_withdrawn() -> None:
    stalled = Event()
    portico = Portico.start(writer=ScriptedWriter([f"{OPENING} [1] And", stalled]), threads=True)
    document, conversation = opened(portico)
    stream = frames(asked(portico, conversation, **EVENT_STREAM))
    while "event: citation" not in next(stream):
        pass
    portico.client.delete(f"{DOCUMENTS}/{document}")
    portico.work()
    assert remaining(portico, document)["conversations"] == 1
    stalled.set()
    list(stream)
    portico.container.get(Executor).shutdown()

    (citation,) = said(portico, conversation)[-1]["citations"]
    assert (citation["withdrawn"], citation["quote"]) == (True, "")
    assert remaining(portico, document)["conversations"] == 0


def test_what_a_broken_answer_quoted_is_erased_too() -> None:
    portico = Portico.start(writer=ScriptedWriter([f"{OPENING} [1] ", f"{LAMP} [2] ", Dies]))
    document, conversation = opened(portico)
    refused(asked(portico, conversation), 503, "unavailable")
    portico.client.delete(f"{DOCUMENTS}/{document}")
    assert remaining(portico, document)["conversations"] > 0
    portico.work()

    assert remaining(portico, document)["conversations"] == 0


def test_it_is_erased_soon_after_a_long_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    document = portico.add("Rules", OPENING)["id"]
    portico.client.delete(f"{DOCUMENTS}/{document}")
    with monkeypatch.context() as away:
        away.setattr(InMemoryPassageIndex, "remove", _away)
        for _ in range(24):
            portico.work()
            clock.step(timedelta(hours=1))
        portico.work()
    assert remaining(portico, document)["index"] == 1
    clock.step(LONGEST_REST)
    portico.work()

    assert remaining(portico, document) == dict.fromkeys(STORES, 0)


def _away(*_: object) -> None:
    raise Unavailable("the search index", "it is away")


def test_it_is_looked_and_not_believed(portico: Portico) -> None:
    document = portico.add("Rules", OPENING)["id"]
    put(portico, document, LAMP)
    portico.work()
    portico.client.delete(f"{DOCUMENTS}/{document}")
    portico.work()
    assert erasure(portico, document)["purged_at"] is not None
    by, name = portico.container.get(Principal), DocumentId(UUID(document))
    (index,) = portico.container.get(IndexesInUse)()
    (vector,) = portico.container.get(Embedder).embed(["late"])
    for version in (1, 2):
        late = IndexedPassage(PassageId(uuid4()), "late", vector)
        index.replace(by.organisation_id, version_id(name, version), [late])

    assert erasure(portico, document)["purged_at"] is None
    assert remaining(portico, document)["index"] == 2
    assert portico.container.get(KnowledgeReader).document(by.organisation_id, name) is None
