"""A passage index in memory, for tests and for trying things out."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log
from threading import Lock

from adapters.knowledge.file_index.refusals import checked_length
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Hit, Vector, in_order
from domain.text.terms import terms

Documents = Collection[DocumentId]
K1, B = 0.9, 0.4
"""BM25's saturation and length weight, as in Anserini's baselines (Yang, Fang and Lin, 2017)."""


@dataclass(frozen=True, slots=True)
class Entry:
    id: PassageId
    document_id: DocumentId
    terms: Counter[str]
    vector: Vector


class InMemoryPassageIndex:
    """Scores every passage of the organisation: fine for thousands.

    A change swaps the organisation's tuple for the next one; a search reads one tuple.
    """

    def __init__(self) -> None:
        self._changing = Lock()
        self._length: int | None = None
        self._entries: dict[OrganisationId, tuple[Entry, ...]] = {}

    def replace(
        self,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
    ) -> None:
        added = [Entry(p.id, document_id, Counter(terms(p.text)), p.vector[:]) for p in passages]
        with self._changing:
            self._length = checked_length([entry.vector for entry in added], self._length)
            held = self._entries.get(organisation_id, ())
            kept = (entry for entry in held if entry.document_id != document_id)
            self._entries[organisation_id] = (*kept, *added)

    def remove(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        self.replace(organisation_id, document_id, ())

    def clear(self) -> None:
        """Forget everything, the length of the vectors too."""
        with self._changing:
            self._length, self._entries = None, {}

    def counted(
        self, organisation_id: OrganisationId, document_ids: Documents
    ) -> Mapping[DocumentId, int]:
        wanted, entries = set(document_ids), self._entries.get(organisation_id, ())
        return Counter(one.document_id for one in entries if one.document_id in wanted)

    def keyword(
        self,
        organisation_id: OrganisationId,
        text: str,
        *,
        limit: int,
        document_ids: Documents = (),
    ) -> Sequence[Hit]:
        entries, wanted = self._entries.get(organisation_id, ()), set(terms(text))
        holders = Counter(term for entry in entries for term in wanted & entry.terms.keys())
        mean = sum(entry.terms.total() for entry in entries) / max(1, len(entries))

        def gain(entry: Entry, term: str) -> float:
            rarity = log(1 + (len(entries) - holders[term] + 0.5) / (holders[term] + 0.5))
            slack = K1 * (1 - B + B * entry.terms.total() / mean)
            return rarity * (1 + K1) * entry.terms[term] / (entry.terms[term] + slack)

        scores = {
            entry.id: sum(gain(entry, term) for term in sorted(shared))
            for entry in entries
            if (shared := wanted & entry.terms.keys()) and within(document_ids, entry)
        }
        return in_order(scores)[: max(0, limit)]

    def dense(
        self,
        organisation_id: OrganisationId,
        vector: Vector,
        *,
        limit: int,
        document_ids: Documents = (),
    ) -> Sequence[Hit]:
        checked_length([vector], self._length)
        scores = {
            entry.id: sum(a * b for a, b in zip(vector, entry.vector, strict=True))
            for entry in self._entries.get(organisation_id, ())
            if any(vector) and within(document_ids, entry)
        }
        return in_order(scores)[: max(0, limit)]


def within(document_ids: Documents, entry: Entry) -> bool:
    return not document_ids or entry.document_id in document_ids
