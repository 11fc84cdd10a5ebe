"""What generations of the index need from the outside world, beside their repository."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from application.knowledge.generations.repository import Gap
from application.knowledge.ports import Embedder
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import Generation, GenerationId
from domain.knowledge.quality import GoldenQuery

FIRST = 10
"""How many of the documents left out a look at a generation names."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """What answers an organisation's searches now; `version` counts what became findable."""

    active: Generation | None
    version: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`behind` counts its gaps, `left_out` the documents given up, the first of them in `first`."""

    generation: Generation
    behind: int
    left_out: int = 0
    first: Sequence[Gap] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A passage from the middle of a document, as the version that is shown has it."""

    organisation_id: OrganisationId
    document_id: DocumentId
    version: int
    text: str


class GenerationsReader(Protocol):
    def state(self, organisation_id: OrganisationId) -> IndexState: ...

    def all(self) -> Sequence[Progress]:
        """Return every generation, retired ones too, newest first."""

    def gaps(self, id: GenerationId, limit: int) -> Sequence[Gap]:
        """Return gaps, but for what is left out, those tried least first, and then by document."""

    def lacks(self, id: GenerationId, organisation_id: OrganisationId) -> bool:
        """Say whether it has a gap of the organisation's; what is left out is none."""

    def golden(self, organisation_id: OrganisationId, limit: int) -> Sequence[GoldenQuery]: ...

    def golden_in_turn(self, limit: int) -> Sequence[GoldenQuery]:
        """Return those whose document is ready: each organisation's first, each one's second, …"""

    def samples(self, limit: int) -> Sequence[Sample]:
        """Return passages of as many different ready documents, chosen alike each time."""


class Embedders(Protocol):
    def named(self, url: str) -> Embedder:
        """Return the embedder of a URL, always the same one; raises Unavailable."""

    @property
    def usual(self) -> str:
        """Return the URL of the one that the settings name."""

    @property
    def offered(self) -> frozenset[str]:
        """Return the URLs that a request may name; the server calls no others on its behalf."""
