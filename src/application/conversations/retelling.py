"""What a run has told so far, read back from its events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.conversations.evidence import Evidence, EvidenceId, IndexUsed, Place
from domain.conversations.grounding import Grounded
from domain.conversations.message import Citation, Retrieval, Trimmed
from domain.conversations.run import RunEvent, RunEventKind
from domain.ids import DocumentId


@dataclass(frozen=True, slots=True)
class Transcript:
    """`claims` in the order of the text; `retrieval` is None before anything was looked for.

    `last` is the sequence of the last event.
    """

    model: str | None = None
    retrieval: Retrieval | None = None
    claims: tuple[Grounded, ...] = ()
    trimmed: Trimmed | None = None
    last: int = 0

    @classmethod
    def of(cls, events: Sequence[RunEvent]) -> Transcript:
        found = _last(events, RunEventKind.RETRIEVED)
        trimmed = _last(events, RunEventKind.TRIMMED)
        versions = {hit["document_id"]: hit["version"] for hit in found.get("hits", ())}
        return cls(
            model=_last(events, RunEventKind.STARTED).get("model"),
            retrieval=_retrieval(found) if found else None,
            claims=tuple(_claims(events, versions)),
            trimmed=Trimmed(**trimmed) if trimmed else None,
            last=events[-1].sequence if events else 0,
        )

    @property
    def content(self) -> str:
        return "".join(claim.text for claim in self.claims)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(one for claim in self.claims for one in claim.citations)

    def used(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Return the evidence that was told as used, as far as it is still there."""
        told = {place.passage_id for place in self.retrieval.places} if self.retrieval else set()
        return tuple(one for one in evidence if one.passage_id in told)


def named(events: Sequence[RunEvent]) -> frozenset[DocumentId]:
    """Return the documents of which these events show a title or a quote."""
    shown = (one for event in events for one in (event.data, *event.data.get("hits", ())))
    return frozenset(DocumentId(UUID(one["document_id"])) for one in shown if "document_id" in one)


def _last(events: Sequence[RunEvent], kind: RunEventKind) -> Mapping[str, Any]:
    return next((event.data for event in reversed(events) if event.kind is kind), {})


def _claims(events: Sequence[RunEvent], versions: Mapping[str, int]) -> Iterator[Grounded]:
    """Yield each told sentence with the citations that were told right after it."""
    text, cited = None, list[Citation]()
    for event in events:
        if event.kind is RunEventKind.DELTA:
            if text is not None:
                yield Grounded(text, tuple(cited))
            text, cited = event.data["text"], []
        if event.kind is RunEventKind.CITATION:
            cited.append(_citation(event.data, versions))
    if text is not None:
        yield Grounded(text, tuple(cited))


def _citation(told: Mapping[str, Any], versions: Mapping[str, int]) -> Citation:
    return Citation(
        marker=told["marker"],
        document_id=DocumentId(UUID(told["document_id"])),
        version=versions[told["document_id"]],
        title=told["title"],
        page=told["page"],
        start=told["start"],
        end=told["end"],
        quote=told["quote"],
    )


def _retrieval(told: Mapping[str, Any]) -> Retrieval:
    places = tuple(
        Place(
            passage_id=EvidenceId(UUID(hit["passage_id"])),
            document_id=DocumentId(UUID(hit["document_id"])),
            title=hit["title"],
            page=hit["page"],
            score=hit["score"],
            relevance=hit["relevance"],
        )
        for hit in told["hits"]
        if hit["used"]
    )
    index = IndexUsed(told["generation"], told["index_version"])
    return Retrieval(query=told["query"], places=places, index=index, rewritten=told["rewritten"])
