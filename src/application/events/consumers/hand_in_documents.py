"""Hand documents that come as events over to those who index them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from application.events.processing.ports import Effects, Poisoned
from domain.events.seen import SeenEvent
from domain.ids import DocumentId
from domain.principal import Principal

TYPES = frozenset({"document.created", "document.received"})
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Written:
    title: str
    text: str


class Documents(Protocol):
    """Where documents live: another context, with rules of its own."""

    def hand_in(self, by: Principal, id: DocumentId, written: Written) -> None:
        """Keep it under this id, once; raises Poisoned when it is refused for good."""

    def remove(self, by: Principal, id: DocumentId) -> None:
        """Delete it; one that is not there is fine."""

    def are_left(self, by: Principal, id: DocumentId) -> bool:
        """Whether anything of it can still be found."""


@dataclass(frozen=True, slots=True)
class HandInDocuments:
    """Personal data was taken out before; the document has the event's id."""

    documents: Documents
    name: str = "knowledge"

    @property
    def calls_out(self) -> bool:
        return True

    @property
    def rebuildable(self) -> bool:
        return False

    @property
    def reads(self) -> bool:
        return True

    @property
    def keeps(self) -> bool:
        return False

    def wants(self, type: str, sequence: int | None) -> bool:
        return type in TYPES

    def beforehand(self, event: SeenEvent) -> None:
        by = Principal(event.told_by, event.organisation_id)
        self.documents.hand_in(by, DocumentId(event.id), _written(event))

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        """Nothing is left to do."""


def _written(event: SeenEvent) -> Written:
    data = event.data if isinstance(event.data, dict) else {}
    title, text = data.get("title"), data.get("text")
    if not isinstance(title, str) or not isinstance(text, str) or not text.strip():
        raise Poisoned("bad_document", "a document needs a title and a text, both strings")
    return Written(title[:LONGEST_TITLE] or "Untitled", text)
