"""Replays as rows, and rows as replays."""

from typing import Any

from sqlalchemy import Row

from domain.events.replay import Passed, Range, Replay, ReplayId, ReplayState
from domain.ids import OrganisationId, UserId


def to_row(replay: Replay) -> dict[str, Any]:
    return {
        "id": replay.id,
        "organisation_id": replay.organisation_id,
        "asked_by": replay.asked_by,
        "consumer": replay.consumer,
        "since": replay.range.since,
        "until": replay.range.until,
        "types": sorted(replay.range.types),
        "sources": sorted(replay.range.sources),
        "replace": replay.replace,
        "asked_at": replay.asked_at,
        "state": replay.state.value,
        "position": replay.position,
        "read": replay.read,
        "applied": replay.applied,
        "passed": {one.value: number for one, number in replay.passed.items()},
        "forgotten": replay.forgotten,
        "own": replay.own,
        "live": replay.live,
        "replaced": replay.replaced,
        "finished_at": replay.finished_at,
    }


def to_replay(row: Row[Any]) -> Replay:
    return Replay(
        id=ReplayId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        asked_by=UserId(row.asked_by),
        consumer=row.consumer,
        range=Range(row.since, row.until, frozenset(row.types), frozenset(row.sources)),
        replace=row.replace,
        asked_at=row.asked_at,
        state=ReplayState(row.state),
        position=row.position,
        read=row.read,
        applied=row.applied,
        passed={Passed(one): number for one, number in row.passed.items()},
        forgotten=row.forgotten,
        own=row.own,
        live=row.live,
        replaced=row.replaced,
        finished_at=row.finished_at,
    )
