"""Open what was sealed, as far as its subject was not erased, and give it to consumers redacted."""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from application.events.keyring import Keyring
from application.events.ports import Journal, Seals, SubjectKey
from application.events.processing.ports import Consumer
from application.events.processing.unread import UNREAD, Unread, unheard, unread
from application.messaging.ports import EventId, EventRecord
from domain.events.entry import Journalled
from domain.events.incoming import Incoming
from domain.events.json_value import JsonValue
from domain.events.normalising import Form, in_form
from domain.events.privacy import redact
from domain.events.seen import SeenEvent
from domain.ids import UserId

TOPIC, NAME = "events", "event"


@dataclass(frozen=True, slots=True)
class OpenEvents:
    """What is about a subject is opened for the moment only, and leaves here without its person."""

    journal: Journal
    keyring: Keyring
    seals: Seals
    heard: Unread = unheard

    def records(self, kept: Sequence[Journalled]) -> Sequence[EventRecord]:
        """Return entries as the log carries them: redacted, and sealed again.

        Those whose subject was erased are left out. One that cannot be read stops no other: its
        `data` is `UNREAD`.
        """
        keys = self.keyring.opening({one.entry.key_id for one in kept})
        held = [one for one in kept if one.entry.key_id in keys]
        whose = [keys[one.entry.key_id] for one in held]
        try:
            sealed = self._redacted(held, whose)
        except Exception:  # one of them is wrong: find which
            sealed = [self._one_redacted(*one) for one in zip(held, whose, strict=True)]
        return [_record(*one) for one in zip(held, sealed, strict=True)]

    def told(self, records: Sequence[EventRecord], consumer: Consumer) -> Sequence[SeenEvent]:
        """Return what this consumer is to be given of them, in order.

        What was erased since is left out for one that reads; others are only told that it was.
        """
        wanted = [heading(one) for one in records if _wanted(one.facts, consumer)]
        return self.opened(wanted) if consumer.reads else wanted

    def opened(self, headings: Sequence[SeenEvent]) -> Sequence[SeenEvent]:
        """Return the events with their `data`, as far as they can be opened."""
        keys = self.keyring.opening({one.key_id for one in headings})
        held = [one for one in headings if one.key_id in keys]
        whose = [keys[one.key_id] for one in held]
        try:
            told = self._data(held, whose)
        except Exception:  # one of them is wrong: find which
            told = [self._one_data(*one) for one in zip(held, whose, strict=True)]
        return [heading._replace(data=data) for heading, data in zip(held, told, strict=True)]

    def kept(self, positions: Collection[int]) -> Mapping[int, SeenEvent]:
        """Open entries of the journal, as far as they can be."""
        records = self.records(list(self.journal.at(positions).values()))
        return {one.position: one for one in self.opened([heading(one) for one in records])}

    def _redacted(self, held: Sequence[Journalled], whose: Sequence[SubjectKey]) -> Sequence[bytes]:
        # step by step for all: a processor that does one thing many times takes two thirds
        opened = self.seals.open([one.entry.sealed for one in held], whose)
        forms = [in_form(one) for one in opened]
        clean = [redact(one.data).value for one in forms]
        told = [_without_person(*one) for one in zip(opened, forms, clean, strict=True)]
        return self.seals.seal(told, whose)

    def _one_redacted(self, one: Journalled, key: SubjectKey) -> bytes:
        try:
            return self._redacted([one], [key])[0]
        except Exception as error:  # whatever is wrong with it, those behind it go on
            self.heard(one.position, error)
            return self.seals.seal([unread(one.entry)], [key])[0]

    def _data(self, held: Sequence[SeenEvent], whose: Sequence[SubjectKey]) -> Sequence[JsonValue]:
        return [one.data for one in self.seals.open([b64decode(one.sealed) for one in held], whose)]

    def _one_data(self, one: SeenEvent, key: SubjectKey) -> JsonValue:
        try:
            return self._data([one], [key])[0]
        except Exception as error:  # whatever is wrong with it, those behind it go on
            self.heard(one.position, error)
            return UNREAD


def _without_person(event: Incoming, form: Form, clean: JsonValue) -> Incoming:
    return event._replace(
        type=form.type, occurred_at=form.occurred_at, data=clean, key=None, subject=None
    )


def _record(kept: Journalled, sealed: bytes) -> EventRecord:
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
            "source": entry.source,
            "external_id": entry.external_id,
            "type": entry.type,
            "sequence": entry.sequence,
            "told_by": str(entry.told_by),
            "received_at": entry.received_at.isoformat(),
            "key_id": str(entry.key_id),
            "sealed": b64encode(sealed).decode(),
        },
        traceparent=entry.traceparent,
    )


@lru_cache(4096)
def _id(text: str) -> UUID:
    """Read it once: most events have the sender and the key of others."""
    return UUID(text)


def _wanted(facts: Mapping[str, Any], consumer: Consumer) -> bool:
    return consumer.wants(facts["type"], facts["sequence"])


def heading(record: EventRecord) -> SeenEvent:
    """Return what the log says in the open; `data` is None."""
    facts: Mapping[str, Any] = record.facts
    return SeenEvent(
        position=facts["position"],
        id=record.id,
        organisation_id=record.organisation_id,
        told_by=UserId(_id(facts["told_by"])),
        source=facts["source"],
        external_id=facts["external_id"],
        type=facts["type"],
        lane_name=record.key,
        key_id=_id(facts["key_id"]),
        data=None,
        sealed=facts["sealed"],
        occurred_at=record.happened_at,
        received_at=datetime.fromisoformat(facts["received_at"]),
        sequence=facts["sequence"],
        traceparent=record.traceparent,
    )
