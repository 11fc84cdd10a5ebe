"""Where a record goes, and how large it may be."""

from uuid import UUID

import pytest

from adapters.messaging.records import recorded
from application.messaging.partitions import (
    LARGEST,
    PARTITIONS,
    TooLarge,
    partition_of,
    refuse_too_large,
    written,
)
from domain.ids import OrganisationId
from domain.knowledge.events import DocumentDeleted
from support.documents import a_document
from support.event_logs import a_record

SOMEBODY = OrganisationId(UUID(int=7))


@pytest.mark.parametrize(("key", "partition"), [("", 13), ("k", 14), ("ключ", 8)])
def test_a_key_stays_where_it_was_in_every_version(key: str, partition: int) -> None:
    """Records are kept by these numbers: another function would break their order."""
    assert partition_of(a_record(key=key, organisation=SOMEBODY)) == partition


def test_keys_spread_over_the_partitions() -> None:
    found = [partition_of(a_record(key=str(number))) for number in range(16_000)]

    assert min(found.count(number) for number in range(PARTITIONS)) > 800


@pytest.mark.parametrize("letter", ["x", "é", "\u2028", "𝄞", "\x1f", '"'])
def test_the_size_is_that_of_what_is_written(letter: str) -> None:
    """A record is measured as it is written, whatever JSON makes of its letters."""
    one = len(written(a_record(facts={"t": letter}))) - len(written(a_record(facts={"t": ""})))
    fits = (LARGEST - len(written(a_record(facts={"t": ""})))) // one
    refuse_too_large([a_record(facts={"t": letter * fits})])

    with pytest.raises(TooLarge, match=str(LARGEST)):
        refuse_too_large([a_record(), a_record(facts={"t": letter * (fits + 1)})])


def test_what_no_log_would_take_undoes_the_change_that_tells_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("application.messaging.partitions.LARGEST", 3)
    document = a_document()
    event = DocumentDeleted(
        document_id=document.id,
        organisation_id=document.organisation_id,
        happened_at=document.created_at,
        version=1,
    )

    with pytest.raises(TooLarge):
        recorded([event])
