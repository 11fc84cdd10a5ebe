"""How replays look on their way in and out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from domain.events.replay import MISSING, Passed, Range, Replay, ReplayState
from entrypoints.http.shapes import STORABLE, Moment

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=255, extra_json_schema=STORABLE)]
Names = Annotated[list[Name], msgspec.Meta(max_length=100)]


class ReplayDraft(
    msgspec.Struct, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}
):
    """What is left out does not matter. `from` counts, `to` does not: when an event came.

    With `replace`, what a replay of everything made becomes what is live, unless something of it
    is missing.
    """

    consumer: Name
    since: Moment | None = msgspec.field(default=None, name="from")
    until: Moment | None = msgspec.field(default=None, name="to")
    types: Names = []
    sources: Names = []
    replace: bool = False

    def range(self) -> Range:
        return Range(self.since, self.until, frozenset(self.types), frozenset(self.sources))


class PassedView(msgspec.Struct):
    reason: Passed
    events: int


class MissingView(msgspec.Struct, omit_defaults=True):
    """Of what was forgotten nobody knows how many there were, only that they came up to `until`."""

    reason: str
    events: int | None = None
    until: Moment | None = None


class CoverageView(msgspec.Struct):
    """`state` is `complete`, or `partial` with what is missing."""

    state: str
    missing: list[MissingView]

    @classmethod
    def of(cls, replay: Replay) -> CoverageView:
        counted = [(one.value, replay.passed.get(one, 0)) for one in MISSING]
        missing = [MissingView(reason, events) for reason, events in counted if events]
        if replay.forgotten is not None:
            missing.append(MissingView("forgotten", until=replay.forgotten))
        return cls("complete" if replay.is_complete else "partial", missing)


class ReplayView(msgspec.Struct):
    """`read` is `applied` and everything that was passed over.

    `digest` is what the replay came to, `live_digest` the projection that grew live, at the same
    moment; `same` compares them, where everything was replayed and that can be said.
    """

    id: UUID
    consumer: str
    state: ReplayState
    asked_at: Moment
    finished_at: Moment | None
    since: Moment | None = msgspec.field(name="from")
    until: Moment | None = msgspec.field(name="to")
    types: list[str]
    sources: list[str]
    read: int
    applied: int
    passed_over: list[PassedView]
    coverage: CoverageView
    digest: str | None
    live_digest: str | None
    same: bool | None
    replaced: bool

    @classmethod
    def of(cls, replay: Replay) -> ReplayView:
        return cls(
            id=replay.id,
            consumer=replay.consumer,
            state=replay.state,
            asked_at=replay.asked_at,
            finished_at=replay.finished_at,
            since=replay.range.since,
            until=replay.range.until,
            types=sorted(replay.range.types),
            sources=sorted(replay.range.sources),
            read=replay.read,
            applied=replay.applied,
            passed_over=[PassedView(one, many) for one, many in sorted(replay.passed.items())],
            coverage=CoverageView.of(replay),
            digest=replay.own,
            live_digest=replay.live,
            same=replay.is_same,
            replaced=replay.replaced,
        )


class ReplayList(msgspec.Struct):
    items: list[ReplayView]
    next_cursor: str | None
