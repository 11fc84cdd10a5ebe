"""The choice among dead letters as conditions of a query, and as a test of one in memory."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, true

from adapters.events.tables import event_backlog
from domain.events.backlog import Backlogged, Waiting
from domain.events.dead_letters import Choice
from domain.ids import OrganisationId

held = event_backlog.c
before = event_backlog.alias("before")
PLAIN = ("consumer", "type", "source", "reason")


def dead(organisation_id: OrganisationId, choice: Choice) -> tuple[ColumnElement[bool], ...]:
    """Those that are dead and chosen."""
    return (
        held.organisation_id == organisation_id,
        held.state == Waiting.DEAD.value,
        _chosen(held, choice),
    )


def behind_another(choice: Choice) -> ColumnElement[bool]:
    """Those that stand behind a dead one which was not chosen."""
    return exists().where(
        before.c.consumer == held.consumer,
        before.c.organisation_id == held.organisation_id,
        before.c.lane == held.lane,
        before.c.position < held.position,
        before.c.state == Waiting.DEAD.value,
        ~_chosen(before.c, choice),
    )


def is_chosen(item: Backlogged, choice: Choice) -> bool:
    said = [getattr(choice, name) in (None, getattr(item, name)) for name in PLAIN]
    return (
        all(said)
        and (not choice.ids or item.id in choice.ids)
        and (choice.since is None or item.due_at >= choice.since)
        and (choice.until is None or item.due_at < choice.until)
    )


def _chosen(columns: Any, choice: Choice) -> ColumnElement[bool]:
    asked = [columns[name] == getattr(choice, name) for name in PLAIN if getattr(choice, name)]
    if choice.ids:
        asked.append(columns.id.in_(choice.ids))
    if choice.since is not None:
        asked.append(columns.due_at >= choice.since)
    if choice.until is not None:
        asked.append(columns.due_at < choice.until)
    return and_(true(), *asked)
