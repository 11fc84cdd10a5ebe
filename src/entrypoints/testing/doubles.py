"""Stand-ins that do as they are told: a clock, a model, a search that fails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import NoReturn

from application.conversations.ports import BREATH_SECONDS, Brief
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage, PassageIndex
from application.writing.ports import Commission
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import GenerationId
from domain.knowledge.retrieval import Hit, Vector

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A Clock that always says the same."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


@dataclass(slots=True)
class SteppingClock:
    """A Clock that moves when it is told to."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def step(self, by: timedelta) -> None:
        self.at += by


class Dies(Exception):
    """In a script: the model's connection breaks here."""


@dataclass(slots=True)
class ScriptedWriter:
    """An AnswerWriter that plays a script and keeps the briefs that it was given.

    A string is written as it is. An `Event` stalls the model until it is set. `Dies` breaks the
    connection. To cite what the model never saw, write a number like `[99]`.
    """

    script: Sequence[str | Event | type[Dies]]
    name: str = "scripted"
    at_once: bool = False
    briefs: list[Brief] = field(default_factory=list)

    def write(self, brief: Brief) -> Generator[str]:
        self.briefs.append(brief)
        for step in self.script:
            if isinstance(step, Event):
                while not step.wait(BREATH_SECONDS):
                    yield ""
            elif isinstance(step, str):
                yield step
            else:
                raise Unavailable(self.name, "the connection broke")


@dataclass(slots=True)
class ScriptedTextWriter:
    """A TextWriter that plays a script and keeps what it was asked for.

    A line is written behind its number; None leaves its number out; `Dies` breaks the connection.
    A function is called while it writes.
    """

    script: Sequence[str | type[Dies] | Callable[[], object] | None]
    name: str = "scripted"
    commissions: list[Commission] = field(default_factory=list)

    def write(self, commission: Commission) -> Generator[str]:
        self.commissions.append(commission)
        number = 0
        for step in self.script:
            if step is Dies:
                raise Unavailable(self.name, "the connection broke")
            if callable(step):
                step()
                yield ""
                continue
            number += 1
            if step is not None:
                yield f"[{number}] {step}\n"


@dataclass(frozen=True, slots=True)
class Same:
    """One index for every generation."""

    index: PassageIndex

    def of(self, generation: GenerationId) -> PassageIndex:
        return self.index

    def drop(self, generation: GenerationId) -> None:
        """Others may still use it."""

    def point(self, generation: GenerationId) -> None:
        """Nobody looks into it."""


@dataclass(frozen=True, slots=True)
class FailingIndex:
    """A PassageIndex that is not there."""

    def replace(
        self,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
    ) -> None:
        _fail()

    def remove(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        _fail()

    def counted(
        self, organisation_id: OrganisationId, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, int]:
        _fail()

    def keyword(
        self,
        organisation_id: OrganisationId,
        text: str,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        _fail()

    def dense(
        self,
        organisation_id: OrganisationId,
        vector: Vector,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        _fail()


def _fail() -> NoReturn:
    raise Unavailable("the search index", "it was told to fail")
