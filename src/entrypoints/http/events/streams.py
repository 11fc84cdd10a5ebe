"""How much waits where."""

from __future__ import annotations

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.events.telling.read_streams import ReadStreams, Stream, Streams
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.shapes import Moment
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "streams", __name__, url_prefix="/api/v1/streams", description="How much waits where."
)


class PartitionView(msgspec.Struct):
    partition: int
    lag: int
    oldest_at: Moment | None


class StreamView(msgspec.Struct):
    """One consumer. `retrying` and `dead` are the organisation's own; partitions show if behind."""

    consumer: str
    lag: int
    oldest_at: Moment | None
    retrying: int
    dead: int
    partitions: list[PartitionView]

    @classmethod
    def of(cls, one: Stream) -> StreamView:
        shown = [PartitionView(part.partition, part.lag, part.oldest) for part in one.partitions]
        return cls(one.consumer, one.lag, one.oldest, one.retrying, one.dead, shown)


class JournalView(msgspec.Struct):
    """`received` counts all that was ever taken; two looks at it tell the rate."""

    received: int
    unpublished: int
    oldest_at: Moment | None


class StreamsView(msgspec.Struct):
    journal: JournalView
    quarantined: int
    items: list[StreamView]

    @classmethod
    def of(cls, told: Streams) -> StreamsView:
        tail = told.tail
        journal = JournalView(tail.received, tail.unpublished, tail.oldest)
        return cls(journal, told.quarantined, [StreamView.of(one) for one in told.streams])


@blueprint.get("")
@answers(blueprint, 200, StreamsView, says="What waits, and since when.")
def listed() -> Response:
    """Tell how far the event log is behind the journal, and each consumer behind the log."""
    return answer(StreamsView.of(use(ReadStreams)(acting())))
