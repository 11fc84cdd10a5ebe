"""The file index's words that wait: snapshots that share their memory and never change."""

from uuid import UUID

from adapters.knowledge.file_index.manifest import PendingRow
from adapters.knowledge.file_index.pending import Pending
from domain.ids import OrganisationId

ACME = OrganisationId(UUID(int=1))


def change(revision: int, *lines: str) -> PendingRow:
    ids = b"".join(UUID(int=100 * revision + at).bytes for at in range(len(lines)))
    return PendingRow(revision, ACME.bytes, UUID(int=revision).bytes, ids, "\n".join(lines))


def times(pending: Pending, term: str) -> dict[int, int]:
    """Return how often each passage that has the term has it."""
    places, often = pending.holders([term])[term]
    ids = [pending.entries[place].passage for place in places]
    return dict(zip(ids, often.tolist(), strict=True))


def test_a_passage_without_words_has_none_of_its_neighbours() -> None:
    pending = Pending().taken([change(1, "", "clocks agents clocks", "", "agents", "")])

    assert times(pending, "clocks") == {101: 2}
    assert times(pending, "agents") == {101: 1, 103: 1}
    assert times(pending, "bread") == {}
    assert (pending.passages, pending.words) == (5, 4)


def test_an_earlier_snapshot_does_not_see_what_comes_later() -> None:
    first = Pending().taken([change(1, "agents")])
    later = first
    for revision in range(2, 50):
        later = later.taken([change(revision, "clocks", "agents")])

    assert times(first, "agents") == {100: 1}
    assert times(first, "clocks") == {}
    assert (first.last, sorted(first.revisions)) == (1, [1])
    assert len(times(later, "agents")) == 49
    assert sorted(later.revisions) == list(range(1, 50))


def test_a_change_that_takes_a_document_out_brings_no_passage() -> None:
    pending = Pending().taken([change(1, "agents"), PendingRow(2, ACME.bytes, b"", b"", "")])

    assert times(pending, "agents") == {100: 1}
    assert (pending.passages, pending.last) == (1, 2)
