"""Dead letters, in SQL and in memory."""

from collections.abc import Sequence
from operator import attrgetter
from uuid import UUID

from sqlalchemy import func, select

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first, page_of
from adapters.database.sql import SqlDatabase
from adapters.events.processing.choosing import behind_another, dead, is_chosen
from adapters.events.processing.memory import BACKLOG
from adapters.events.processing.moving import moving
from adapters.events.processing.rows import to_item
from adapters.events.tables import event_backlog
from application.paging import Page, Window
from application.service import service
from domain.events.backlog import Backlogged, Waiting
from domain.events.dead_letters import Choice, Redrive
from domain.ids import OrganisationId

held = event_backlog.c
in_order = attrgetter("position", "consumer")


@service
class SqlDeadLetters:
    database: SqlDatabase

    def listed(
        self, organisation_id: OrganisationId, choice: Choice, window: Window
    ) -> Page[Backlogged]:
        chosen = select(event_backlog).where(*dead(organisation_id, choice))
        if window.after is not None:
            chosen = chosen.where(held.id < window.after)
        with self.database.reading() as connection:
            rows = connection.execute(chosen.order_by(held.id.desc()).limit(window.limit + 1))
            return page_of([to_item(row) for row in rows], window, attrgetter("id"))

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Backlogged | None:
        its = (*dead(organisation_id, Choice()), held.id == id)
        with self.database.reading() as connection:
            row = connection.execute(select(event_backlog).where(*its)).one_or_none()
        return None if row is None else to_item(row)

    def foreseen(self, organisation_id: OrganisationId, choice: Choice) -> Redrive:
        counted = select(func.count()).select_from(event_backlog)
        chosen = counted.where(*dead(organisation_id, choice))
        with self.database.reading() as connection:
            matching = connection.scalar(chosen) or 0
            blocked = connection.scalar(chosen.where(behind_another(choice))) or 0
        return Redrive(matching, matching - blocked)

    def next_up(
        self, organisation_id: OrganisationId, choice: Choice, limit: int
    ) -> Sequence[Backlogged]:
        chosen = select(event_backlog).where(
            *dead(organisation_id, choice), ~behind_another(choice)
        )
        first = chosen.order_by(held.position, held.consumer).limit(limit)
        with self.database.reading() as connection:
            return [to_item(row) for row in connection.execute(first)]


@service
class InMemoryDeadLetters:
    database: MemoryDatabase

    def listed(
        self, organisation_id: OrganisationId, choice: Choice, window: Window
    ) -> Page[Backlogged]:
        chosen = [one for one in self._dead(organisation_id) if is_chosen(one, choice)]
        return newest_first(chosen, window, attrgetter("id"))

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Backlogged | None:
        return next((one for one in self._dead(organisation_id) if one.id == id), None)

    def foreseen(self, organisation_id: OrganisationId, choice: Choice) -> Redrive:
        dead = self._dead(organisation_id)
        matching = sum(is_chosen(one, choice) for one in dead)
        return Redrive(matching, len(moving(dead, choice)))

    def next_up(
        self, organisation_id: OrganisationId, choice: Choice, limit: int
    ) -> Sequence[Backlogged]:
        return sorted(moving(self._dead(organisation_id), choice), key=in_order)[:limit]

    def _dead(self, organisation_id: OrganisationId) -> list[Backlogged]:
        rows: list[Backlogged] = list(self.database.rows(BACKLOG).values())
        ours = (one for one in rows if one.organisation_id == organisation_id)
        return [one for one in ours if one.state is Waiting.DEAD]
