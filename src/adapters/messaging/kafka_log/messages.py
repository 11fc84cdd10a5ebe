"""Records as Kafka's messages: the facts are the value, what is told about them the headers."""

import json
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from application.messaging.partitions import partition_of, written
from application.messaging.ports import EventId, EventRecord
from domain.ids import OrganisationId


class Message(NamedTuple):
    partition: int
    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]

    @property
    def size(self) -> int:
        """Return about how many bytes it takes in a batch, rather too many than too few."""
        around = sum(len(name) + len(value) + 8 for name, value in self.headers)
        return len(self.key) + len(self.value) + around + 64


def to_message(record: EventRecord, partitions: int) -> Message:
    headers = {
        "id": str(record.id),
        "name": record.name,
        "organisation": str(record.organisation_id),
        "happened_at": record.happened_at.isoformat(),
    }
    if record.traceparent is not None:
        headers["traceparent"] = record.traceparent
    return Message(
        partition_of(record, partitions),
        record.key.encode(),
        written(record),
        [(name, value.encode()) for name, value in headers.items()],
    )


def to_record(message: Any, topic: str) -> EventRecord:
    """Read a consumer's record; `topic` is its name without the prefix."""
    headers = {name: value.decode() for name, value in message.headers}
    return EventRecord(
        id=EventId(UUID(headers["id"])),
        topic=topic,
        key=message.key.decode(),
        name=headers["name"],
        organisation_id=OrganisationId(UUID(headers["organisation"])),
        happened_at=datetime.fromisoformat(headers["happened_at"]),
        facts=json.loads(message.value),
        traceparent=headers.get("traceparent"),
    )
