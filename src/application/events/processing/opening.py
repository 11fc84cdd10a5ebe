"""Open what was sealed, as far as its subject was not erased, and give it to consumers redacted."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.events.keyring import Keyring
from application.events.ports import Journal, Seals, SubjectKey
from application.messaging.ports import EventId, EventRecord
from domain.events.entry import Entry, Journalled
from domain.events.incoming import Incoming
from domain.events.json_value import JsonValue
from domain.events.seen import SeenEvent
from domain.ids import UserId

TOPIC, NAME = "events", "event"


@dataclass(frozen=True, slots=True)
class OpenEvents:
    """`redact` takes personal data out of a value."""

    journal: Journal
    keyring: Keyring
    seals: Seals
    redact: Callable[[JsonValue], JsonValue]

    def records(self, kept: Sequence[Journalled]) -> Sequence[EventRecord]:
        """Return entries as the log carries them: redacted, and sealed again.

        Those whose subject was erased are left out.
        """
        keys = self.keyring.opening({one.entry.key_id for one in kept})
        return [
            self._record(one, self._clean(one.entry, keys[one.entry.key_id]), keys)
            for one in kept
            if one.entry.key_id in keys
        ]

    def told(self, records: Sequence[EventRecord]) -> Sequence[SeenEvent]:
        """Open what came from the log, in order, without what was erased since."""
        keys = self.keyring.opening({_key_id(one) for one in records})
        return [self._seen(one, keys[_key_id(one)]) for one in records if _key_id(one) in keys]

    def kept(self, positions: Collection[int]) -> Mapping[int, SeenEvent]:
        """Open entries of the journal, as far as they can be."""
        found = self.journal.at(positions)
        return {one.position: one for one in self.told(self.records(list(found.values())))}

    def _clean(self, entry: Entry, key: SubjectKey) -> Incoming:
        event = self.seals.open(entry.sealed, key)
        counts = event.sequence if event.key else None  # the states of what, else?
        return replace(event, data=self.redact(event.data), key=None, subject=None, sequence=counts)

    def _record(
        self, kept: Journalled, clean: Incoming, keys: Mapping[UUID, SubjectKey]
    ) -> EventRecord:
        entry = kept.entry
        return EventRecord(
            id=EventId(entry.id),
            topic=TOPIC,
            key=entry.lane,
            name=NAME,
            organisation_id=entry.organisation_id,
            happened_at=entry.occurred_at,
            facts={
                "position": kept.position,
                "told_by": str(entry.told_by),
                "received_at": entry.received_at.isoformat(),
                "key_id": str(entry.key_id),
                "sealed": b64encode(self.seals.seal(clean, keys[entry.key_id])).decode(),
            },
            traceparent=entry.traceparent,
        )

    def _seen(self, record: EventRecord, key: SubjectKey) -> SeenEvent:
        event = self.seals.open(b64decode(str(record.facts["sealed"])), key)
        return seen(record, event)


def seen(record: EventRecord, event: Incoming) -> SeenEvent:
    facts = record.facts
    return SeenEvent(
        position=int(facts["position"] or 0),
        id=record.id,
        organisation_id=record.organisation_id,
        told_by=UserId(UUID(str(facts["told_by"]))),
        source=event.source,
        external_id=event.id,
        type=event.type,
        lane_name=record.key,
        key_id=_key_id(record),
        data=event.data,
        sealed=str(facts["sealed"]),
        occurred_at=record.happened_at,
        received_at=datetime.fromisoformat(str(facts["received_at"])),
        sequence=event.sequence,
        traceparent=record.traceparent,
    )


def _key_id(record: EventRecord) -> UUID:
    return UUID(str(record.facts["key_id"]))
