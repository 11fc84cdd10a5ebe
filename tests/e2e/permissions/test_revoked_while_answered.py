"""A share that is revoked while an answer is written: the answer is handed over without it."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from application.conversations.ports import Brief
from e2e.harbour import OPENING, WHEN
from e2e.permissions.test_withheld_transcripts import CITED, UNUSED, Reader
from e2e.permissions.town import Town, ok
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY


@dataclass(slots=True)
class Interrupted:
    """An AnswerWriter that has something done when it has written."""

    at_once: bool
    meanwhile: Callable[[], object]
    name: str = "interrupted"

    def write(self, _: Brief) -> Generator[str]:
        yield f"{OPENING} [1]"
        self.meanwhile()


@dataclass(slots=True)
class Interrupting:
    """Somebody whose share of a document is revoked when the answer to their question stands."""

    portico: Portico
    reader: Reader
    path: str

    @classmethod
    def of(cls, settings: Settings, *, at_once: bool) -> "Interrupting":
        writer = Interrupted(at_once, lambda: reader.loses(CITED))
        portico = Portico.start(settings=settings, writer=writer)
        reader = Reader(Town.founded(portico))
        return cls(portico, reader, f"/conversations/{reader.conversation}/messages")

    def asks(self) -> dict[str, Any]:
        told: dict[str, Any] = ok(self.reader.friend.post(self.path, {"content": WHEN}))
        return told

    def reads(self) -> dict[str, Any]:
        told: dict[str, Any] = ok(self.reader.friend.get(self.path), 200)["items"][-1]
        return told


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return replace(MEMORY, database_url=database_url, home=tmp_path)


def is_left_out(told: dict[str, Any]) -> None:
    assert told["content"] == "[…] [1]"
    assert [(one["redacted"], one["quote"], one["title"]) for one in told["citations"]] == [
        (True, "", "")
    ]
    assert [hit["title"] for hit in told["retrieval"]["hits"]] == [UNUSED]


def test_who_asked_is_not_told_what_was_taken_from_them(settings: Settings) -> None:
    one = Interrupting.of(settings, at_once=False)
    told = one.asks()
    is_left_out(told)
    assert one.reads() == told
    one.portico.container.get(Schema).let_go()


def test_an_answer_that_was_there_at_once_is_kept_and_left_out_when_it_is_read(
    settings: Settings,
) -> None:
    """It was composed from what they could view a moment ago, and handed over with its commit."""
    one = Interrupting.of(settings, at_once=True)
    assert one.asks()["content"] == f"{OPENING} [1]"
    is_left_out(one.reads())
    one.portico.container.get(Schema).let_go()
