"""How events look on their way in and out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import msgspec

from application.events.drafting import Result
from domain.events.entry import Outcome
from domain.events.incoming import Flaw
from domain.events.status import ConsumerStatus, EventStatus, State, Step
from entrypoints.http.shapes import STORABLE, Moment

PLAIN = re.compile(r"[A-Za-z0-9_~-]+")
"""What stands in a path as it is; `quote` takes as long as all else about an answer."""
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=255, extra_json_schema=STORABLE)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class EventBody(msgspec.Struct, forbid_unknown_fields=True):
    """One event. `key` orders, `subject` is whom it is about, `sequence` counts a thing's states.

    Moments have a zone (RFC 3339). `sent_at` is the sender's clock as it sends.
    """

    id: Text
    source: Text
    type: Text
    data: Any = None
    occurred_at: Moment | None = None
    sent_at: Moment | None = None
    key: Text | None = None
    subject: Text | None = None
    sequence: Count | None = None
    version: Count | None = None
    traceparent: str | None = None


class EventProblem(msgspec.Struct, omit_defaults=True):
    """Why it was not taken; `pointer` leads into the event (RFC 6901)."""

    code: str
    detail: str
    pointer: str = ""

    @classmethod
    def of(cls, flaw: Flaw) -> EventProblem:
        return cls(flaw.code, flaw.detail, flaw.pointer)


class ResultView(msgspec.Struct, omit_defaults=True):
    """What became of the event at `index` of the request."""

    index: int
    status: Outcome
    id: str | None = None
    status_url: str | None = None
    problem: EventProblem | None = None

    @classmethod
    def of(cls, index: int, result: Result) -> ResultView:
        told, flaw = result.told, result.flaw
        return cls(
            index=index,
            status=result.outcome,
            id=told.id if told else flaw.id if flaw else None,
            status_url=status_url(told.source, told.id) if told and result.entry else None,
            problem=EventProblem.of(flaw) if flaw else None,
        )


class AcceptedView(msgspec.Struct):
    """`rejected` counts conflicts as well."""

    accepted: int
    duplicates: int
    rejected: int
    quarantined: int
    results: list[ResultView]

    @classmethod
    def of(cls, results: Sequence[Result]) -> AcceptedView:
        said = [one.outcome for one in results]
        return cls(
            accepted=said.count(Outcome.ACCEPTED),
            duplicates=said.count(Outcome.DUPLICATE),
            rejected=said.count(Outcome.REJECTED) + said.count(Outcome.CONFLICT),
            quarantined=said.count(Outcome.QUARANTINED) + said.count(Outcome.CONFLICT),
            results=[ResultView.of(index, one) for index, one in enumerate(results)],
        )


def status_url(source: str, id: str) -> str:
    """Return where its status is; a path has no room for a slash, nor for a name of dots."""
    if PLAIN.fullmatch(source) and PLAIN.fullmatch(id):
        return f"/api/v1/events/{source}/{id}"
    if any("/" in one or not one.strip(".") for one in (source, id)):
        return f"/get_status?{urlencode({'source': source, 'id': id})}"
    return f"/api/v1/events/{quote(source, safe='')}/{quote(id, safe='')}"


class StepView(msgspec.Struct, omit_defaults=True):
    state: State
    at: Moment
    consumer: str | None = None

    @classmethod
    def of(cls, step: Step) -> StepView:
        return cls(step.state, step.at, step.consumer)


class ConsumerView(msgspec.Struct, omit_defaults=True):
    """`due_at` is when it is tried again."""

    name: str
    state: State
    attempts: int
    at: Moment | None = None
    due_at: Moment | None = None
    last_error: str | None = None

    @classmethod
    def of(cls, one: ConsumerStatus) -> ConsumerView:
        return cls(one.name, one.state, one.attempts, one.at, one.due_at, one.last_error)


class StatusView(msgspec.Struct, omit_defaults=True):
    source: str
    id: str
    type: str
    state: State
    attempts: int
    timeline: list[StepView]
    consumers: list[ConsumerView]
    entry: str
    reason: str | None = None
    trace_id: str | None = None

    @classmethod
    def of(cls, status: EventStatus) -> StatusView:
        return cls(
            source=status.source,
            id=status.id,
            type=status.type,
            state=status.state,
            attempts=status.attempts,
            timeline=[StepView.of(one) for one in status.timeline],
            consumers=[ConsumerView.of(one) for one in status.consumers],
            entry=str(status.entry),
            reason=status.reason,
            trace_id=status.trace_id,
        )
