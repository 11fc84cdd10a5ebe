"""A library that changes while it is searched, and what a search of it may and must show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from threading import Lock
from time import perf_counter, sleep

from injector import Injector

from application.ids import IdSource
from application.knowledge.delete_document import DeleteDocument
from application.knowledge.read_documents import FindDocument
from application.knowledge.receive_document import INGESTION, NewDocument, ReceiveDocument
from application.knowledge.replace_document import NewContent, ReplaceDocument
from domain.ids import DocumentId
from domain.principal import Principal
from entrypoints.workers.worker import Worker

PLAIN = "text/plain"
PATIENCE, LOOK_SECONDS = 120.0, 0.002
SUBJECTS = "lamp crane mole buoy ferry rope sail tide anchor beacon".split()


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood in a library at one moment: to be shown, and gone for good."""

    there: frozenset[str]
    gone: frozenset[str]


@dataclass(slots=True)
class Shelf:
    """One organisation's documents, as whoever changes them knows them; one change at a time.

    A text is `there` once a search has to show it, until somebody begins to take it away. It is
    `gone` once no search may show it. In between, a search may do either.
    """

    container: Injector
    by: Principal
    owner: str
    texts: dict[DocumentId, str] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    changing: Lock = field(default_factory=Lock)
    _numbers: Iterator[int] = field(default_factory=count)
    _noting: Lock = field(default_factory=Lock)

    def seen(self) -> Seen:
        with self._noting:
            return Seen(frozenset(self.there), frozenset(self.gone))

    def change(self, chance: Random) -> None:
        """Add, replace or delete a document, and wait until that has taken effect."""
        with self.changing:
            chance.choice((self.add, self.replace, self.delete))(chance)

    def add(self, chance: Random) -> None:
        name, text = DocumentId(self.container.get(IdSource).new()), self._written(chance)
        new = NewDocument(name, "Log", PLAIN, text.encode())
        self.container.get(ReceiveDocument)(self.by, new)
        self._wait(name)
        self._came(name, text)

    def replace(self, chance: Random) -> None:
        name, text = chance.choice(list(self.texts)), self._written(chance)
        old = self._goes(name)
        new = NewContent(name, None, None, PLAIN, text.encode())
        self.container.get(ReplaceDocument)(self.by, new)
        self._wait(name)
        self._went(old)
        self._came(name, text)

    def delete(self, chance: Random) -> None:
        if len(self.texts) == 1:  # an empty shelf answers nothing worth looking at
            return
        name = chance.choice(list(self.texts))
        old = self._goes(name)
        self.container.get(DeleteDocument)(self.by, name)
        self._went(old)

    def _written(self, chance: Random) -> str:
        subjects = " and the ".join(chance.sample(SUBJECTS, 3))
        return f"Entry {next(self._numbers)} in the log of {self.owner}: the {subjects}."

    def _wait(self, id: DocumentId) -> None:
        until = perf_counter() + PATIENCE
        while not self.container.get(FindDocument)(self.by, id).is_settled:
            if perf_counter() > until:
                raise TimeoutError("a document was never read")
            if not self.container.get(Worker).drain([INGESTION]):
                sleep(LOOK_SECONDS)  # another thread has its job

    def _came(self, id: DocumentId, text: str) -> None:
        with self._noting:
            self.texts[id] = text
            self.there.add(text)

    def _goes(self, id: DocumentId) -> str:
        with self._noting:
            text = self.texts.pop(id)
            self.there.discard(text)
            return text

    def _went(self, text: str) -> None:
        with self._noting:
            self.gone.add(text)
