"""What breaks around the one commit of a question and its answer loses and doubles nothing."""

from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from adapters.conversations.evidence import KnowledgeEvidence
from application.conversations.ports import Brief, ConversationsReader
from application.errors import Unavailable
from domain.conversations.conversation import ConversationId
from domain.ids import DocumentId, OrganisationId
from e2e.harbour import OPENING, asked, opened, said
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


def test_a_database_that_goes_away_behind_the_commit_takes_no_answer_back(
    portico: Portico, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, conversation = opened(portico)
    gone: list[bool] = []

    def deleted(
        evidence: KnowledgeEvidence, of: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        if is_kept(portico, conversation):
            gone.append(True)
            raise Unavailable("the database", "it went away")
        return DELETED(evidence, of, ids)

    monkeypatch.setattr(KnowledgeEvidence, "deleted", deleted)
    answer = asked(portico, conversation)
    assert (answer.status_code, gone) == (201, [True])
    assert answer.get_json()["content"] == f"{OPENING} [1]"
    assert len(said(portico, conversation)) == 2
    assert said(portico, conversation)[-1] == answer.get_json()


@dataclass(slots=True)
class Stumbles:
    """An AnswerWriter with a bug that shows once."""

    name: str = "stumbles"
    at_once: bool = True
    wrote: int = 0

    def write(self, _: Brief) -> Generator[str]:
        self.wrote += 1
        if self.wrote == 1:
            raise ZeroDivisionError
        yield f"{OPENING} [1]"


def test_a_bug_while_an_answer_is_composed_loses_no_question() -> None:
    portico = Portico.start(writer=Stumbles())
    _, conversation = opened(portico)
    with capture_logs() as logs:
        answer = asked(portico, conversation)
    assert answer.status_code == 201
    assert said(portico, conversation)[-1] == answer.get_json()
    [told] = [one for one in logs if one["event"] == "answer_not_composed"]
    assert told["exc_info"]
