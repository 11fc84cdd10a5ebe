"""What breaks around the one commit of a question and its answer loses and doubles nothing."""

from collections.abc import Callable, Collection, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text
from structlog.testing import capture_logs

from adapters.conversations.evidence import KnowledgeEvidence
from application.conversations.compose_answer import ABSTENTION
from application.conversations.ports import Brief, ConversationsReader
from application.errors import Unavailable
from application.paging import Window
from domain.conversations.conversation import ConversationId
from domain.conversations.message import Role
from domain.ids import DocumentId, OrganisationId
from e2e.harbour import OPENING, WHEN, asked, opened, said
from entrypoints.composition.schema import Schema
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY

DELETED = KnowledgeEvidence.deleted


@pytest.fixture
def portico(database_url: str, tmp_path: Path) -> Iterator[Portico]:
    settings = replace(MEMORY, database_url=database_url, events_url="database:", home=tmp_path)
    portico = Portico.start(settings=settings)
    yield portico
    portico.container.get(Schema).let_go()


def is_kept(portico: Portico, conversation: str) -> bool:
    """Return whether others see anything in the conversation by now."""
    asked_in = ConversationId(UUID(conversation))
    return portico.container.get(ConversationsReader).said(asked_in, limit=1).last > 0


def behind_the_commit(
    portico: Portico,
    conversation: str,
    monkeypatch: pytest.MonkeyPatch,
    happens: Callable[[], object],
) -> list[bool]:
    """Have something happen when what is kept is held against deletions; return whether it did."""
    happened: list[bool] = []

    def deleted(
        evidence: KnowledgeEvidence, of: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        if is_kept(portico, conversation) and not happened:
            happened.append(True)
            happens()
        return DELETED(evidence, of, ids)

    monkeypatch.setattr(KnowledgeEvidence, "deleted", deleted)
    return happened


def goes_away() -> None:
    raise Unavailable("the database", "it went away")


def test_a_database_that_goes_away_behind_the_commit_takes_no_answer_back(
    portico: Portico, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, conversation = opened(portico)
    gone = behind_the_commit(portico, conversation, monkeypatch, goes_away)
    answer = asked(portico, conversation)
    assert (answer.status_code, gone) == (201, [True])
    assert answer.get_json()["content"] == f"{OPENING} [1]"
    assert len(said(portico, conversation)) == 2
    assert said(portico, conversation)[-1] == answer.get_json()


def test_a_document_that_is_deleted_behind_the_commit_is_withdrawn(
    portico: Portico, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, conversation = opened(portico)
    path, client = f"/api/v1/documents/{document}", portico.app.test_client()
    gone = behind_the_commit(portico, conversation, monkeypatch, lambda: client.delete(path))
    answer = asked(portico, conversation).get_json()
    assert (answer, gone) == (said(portico, conversation)[-1], [True])
    assert answer["content"] == "[…] [1]"
    assert [one["withdrawn"] for one in answer["citations"]] == [True]


def test_a_crash_behind_the_commit_leaves_no_quote_of_what_was_deleted_before(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever withdraws what is kept of the document has been there when the quote comes."""
    writer = Interrupted(lambda: None)
    settings = replace(MEMORY, database_url=database_url, events_url="database:", home=tmp_path)
    portico = Portico.start(settings=settings, writer=writer)
    document, conversation = opened(portico)

    def deleting() -> None:
        portico.app.test_client().delete(f"/api/v1/documents/{document}")
        portico.work()

    writer.meanwhile = deleting
    behind_the_commit(portico, conversation, monkeypatch, goes_away)
    asked(portico, conversation)
    portico.work()
    asked_in = ConversationId(UUID(conversation))
    kept = portico.container.get(ConversationsReader).messages(asked_in, Window(10)).items
    assert [one.role for one in kept] == [Role.USER, Role.ASSISTANT]
    assert [one.content for one in kept] == [WHEN, ABSTENTION]
    assert kept[-1].citations == ()
    portico.container.get(Schema).let_go()


def test_a_deletion_between_the_look_and_the_commit_leaves_no_quote(
    portico: Portico, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies behind its commit, so that nobody but who deletes can withdraw."""
    document, conversation = opened(portico)
    deleting = DeletedBehindTheLook(portico, document, database_url)

    def look(evidence: KnowledgeEvidence, *asked: Any) -> frozenset[DocumentId]:
        return deleting.look(evidence, *asked)

    monkeypatch.setattr(KnowledgeEvidence, "deleted", look)

    with pytest.raises(Killed):
        asked(portico, conversation)
    deleting.done.result(60)

    assert is_kept(portico, conversation)
    asked_in = ConversationId(UUID(conversation))
    kept = portico.container.get(ConversationsReader).messages(asked_in, Window(10)).items
    assert kept[-1].content == "[…] [1]"
    assert [(one.withdrawn, one.quote) for one in kept[-1].citations] == [(True, "")]
    erasure = portico.client.get(f"/api/v1/documents/{document}/erasure").get_json()
    assert erasure["purged_at"] is not None


WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()
"""


class Killed(BaseException):
    """Nothing of the process goes on."""


class DeletedBehindTheLook:
    """Deletes and withdraws as soon as it was seen that nothing is deleted.

    The look ends when that is over, or waits for the transaction that looks.
    """

    def __init__(self, portico: Portico, document: str, database_url: str) -> None:
        self.portico, self.document, self.database_url = portico, document, database_url
        self.pool = ThreadPoolExecutor(1)
        self.done = Future[None]()
        self.looked = False

    def look(
        self, evidence: KnowledgeEvidence, of: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        if self.looked:
            raise Killed
        self.looked = True
        found = DELETED(evidence, of, ids)
        self.done = self.pool.submit(self.delete)
        until = monotonic() + 60
        while not (self.done.done() or self.waits()) and monotonic() < until:
            sleep(0.01)
        assert not found
        return found

    def delete(self) -> None:
        deleted = self.portico.app.test_client().delete(f"/api/v1/documents/{self.document}")
        assert deleted.status_code == 204
        self.portico.work()

    def waits(self) -> bool:
        """Say whether it waits for a lock; memory and SQLite let nobody write beside another."""
        if not self.database_url.startswith("postgresql"):
            return True
        engine = create_engine(self.database_url)
        with engine.connect() as connection:
            waiting = connection.execute(text(WAITING)).scalar()
        engine.dispose()
        return bool(waiting)


@dataclass(slots=True)
class Interrupted:
    """An AnswerWriter that has something done before it writes, the first time."""

    meanwhile: Callable[[], object]
    name: str = "interrupted"
    at_once: bool = True
    wrote: int = 0

    def write(self, _: Brief) -> Generator[str]:
        self.wrote += 1
        if self.wrote == 1:
            self.meanwhile()
        yield f"{OPENING} [1]"


def stumbles() -> None:
    raise ZeroDivisionError


def test_a_bug_while_an_answer_is_composed_loses_no_question() -> None:
    portico = Portico.start(writer=Interrupted(stumbles))
    _, conversation = opened(portico)
    with capture_logs() as logs:
        answer = asked(portico, conversation)
    assert answer.status_code == 201
    assert said(portico, conversation)[-1] == answer.get_json()
    [told] = [one for one in logs if one["event"] == "answer_not_composed"]
    assert told["exc_info"]
