"""Look at what could not be done, and set it going again."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.events.dead_letters.read_dead_letters import FindDeadLetter, ListDeadLetters
from application.events.dead_letters.redrive_dead_letters import RedriveDeadLetters
from domain.events.backlog import Backlogged
from domain.events.dead_letters import Choice
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.query_fields import Storable
from entrypoints.http.shapes import STORABLE, Moment
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "dead_letters",
    __name__,
    url_prefix="/api/v1/dead-letters",
    description="Events that some consumer could not see through.",
)


Text = Annotated[str, msgspec.Meta(max_length=255, extra_json_schema=STORABLE)]


class FailureView(msgspec.Struct):
    at: Moment
    code: str
    detail: str


class DeadLetterView(msgspec.Struct):
    """`reason` is the last failure's code, or `lane_parked` behind another of its key."""

    id: UUID
    consumer: str
    source: str
    event_id: str
    type: str
    reason: str
    attempts: int
    died_at: Moment
    failures: list[FailureView]

    @classmethod
    def of(cls, item: Backlogged) -> DeadLetterView:
        return cls(
            id=item.id,
            consumer=item.consumer,
            source=item.source,
            event_id=item.external_id,
            type=item.type,
            reason=item.reason,
            attempts=item.attempts,
            died_at=item.due_at,
            failures=[FailureView(one.at, one.code, one.detail) for one in item.failures],
        )


class DeadLetterList(msgspec.Struct):
    items: list[DeadLetterView]
    next_cursor: str | None


class DeadLetterDetails(msgspec.Struct):
    """`data` is the event's, without what is personal; null when its subject was erased."""

    letter: DeadLetterView
    data: Any


class Filter(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out does not matter."""

    consumer: Text | None = None
    type: Text | None = None
    source: Text | None = None
    reason: Text | None = None
    ids: list[UUID] = []
    since: Moment | None = None
    until: Moment | None = None

    def choice(self) -> Choice:
        named = {one: getattr(self, one) for one in self.__struct_fields__}
        return Choice(**{**named, "ids": tuple(self.ids)})


class RedriveRequest(msgspec.Struct, forbid_unknown_fields=True):
    filter: Filter = msgspec.field(default_factory=Filter)
    dry_run: bool = False


class RedriveView(msgspec.Struct):
    """`blocked` stand behind a dead one of their key that was not chosen; `first` go first."""

    dry_run: bool
    matching: int
    moving: int
    blocked: int
    first: list[DeadLetterView]


PLAIN = ("consumer", "type", "source", "reason")


class LettersQuery(PageQuery):
    consumer = Storable()
    type = Storable()
    source = Storable()
    reason = Storable()


@blueprint.get("")
@blueprint.arguments(LettersQuery(), location="query")
@answers(blueprint, 200, DeadLetterList, says="Dead letters, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List dead letters, newest first."""
    filter_ = Filter(**{name: query[name] for name in PLAIN if name in query})
    page = use(ListDeadLetters)(acting(), filter_.choice(), window(query))
    shown = [DeadLetterView.of(one) for one in page.items]
    return answer(DeadLetterList(shown, cursor(page.next)))


@blueprint.get("/<uuid:letter_id>")
@answers(blueprint, 200, DeadLetterDetails, says="The dead letter.", refuses=(404,))
def find(letter_id: UUID) -> Response:
    """Look at a dead letter: what failed, when, and what the event said."""
    item, event = use(FindDeadLetter)(acting(), letter_id)
    return answer(DeadLetterDetails(DeadLetterView.of(item), event.data if event else None))


@blueprint.post("/redrives")
@answers(blueprint, 202, RedriveView, says="What goes again, or would go.", refuses=(413, 415, 422))
@reads(blueprint, RedriveRequest)
def redrive(body: RedriveRequest) -> Response:
    """Let the chosen ones be tried again, in order for each key; a dry run only says which."""
    by, choice, case = acting(), body.filter.choice(), use(RedriveDeadLetters)
    foreseen, first = case.foreseen(by, choice)
    done = foreseen if body.dry_run else case(by, choice)
    shown = [DeadLetterView.of(one) for one in first]
    return answer(RedriveView(body.dry_run, done.matching, done.moving, done.blocked, shown), 202)
