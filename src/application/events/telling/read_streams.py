"""How much waits where, and for how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.access.ports import Access
from application.access.require import require
from application.events.processing.consumers import Consumers
from application.messaging.ports import EventLog, PartitionLag
from application.service import service
from domain.access import Level
from domain.events.backlog import Waiting
from domain.events.refusals import EventNotFound
from domain.ids import OrganisationId
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Tail:
    """What the journal holds, and what of it is not in the event log yet."""

    received: int
    unpublished: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Stream:
    """One consumer: `lag` events of the log are before it; `oldest` is the first that waits."""

    consumer: str
    lag: int
    oldest: datetime | None
    retrying: int
    dead: int
    partitions: Sequence[PartitionLag]


@dataclass(frozen=True, slots=True)
class Streams:
    tail: Tail
    quarantined: int
    streams: Sequence[Stream]


class StreamsReader(Protocol):
    def tail(self) -> Tail: ...

    def waiting(self, organisation_id: OrganisationId) -> Mapping[tuple[str, Waiting], int]:
        """Count the organisation's backlogs by consumer and state."""

    def quarantined(self, organisation_id: OrganisationId) -> int: ...


@service
class ReadStreams:
    access: Access
    reader: StreamsReader
    log: EventLog
    consumers: Consumers

    def __call__(self, by: Principal) -> Streams:
        """Lag is of the installation, backlogs of the organisation; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, EventNotFound)
        names = [one.name for one in self.consumers.all]
        waiting = self.reader.waiting(by.organisation_id)
        lags = self.log.lag(names)
        return Streams(
            self.reader.tail(),
            self.reader.quarantined(by.organisation_id),
            [_stream(one, [lag for lag in lags if lag.group == one], waiting) for one in names],
        )


def _stream(
    name: str, lags: Sequence[PartitionLag], waiting: Mapping[tuple[str, Waiting], int]
) -> Stream:
    return Stream(
        consumer=name,
        lag=sum(one.lag for one in lags),
        oldest=min((one.oldest for one in lags if one.oldest is not None), default=None),
        retrying=waiting.get((name, Waiting.RETRYING), 0),
        dead=waiting.get((name, Waiting.DEAD), 0),
        partitions=[one for one in lags if one.lag],
    )
