"""Guest links kept in a relational database."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, select, update

from adapters.database.inserts import insert_once
from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase
from adapters.permissions.access.link_tables import guest_links
from adapters.permissions.access.tables import grants
from application.paging import Page, Window
from application.permissions.access.links.ports import StandingLink
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.guest_link import GuestLink, LinkId, SecretDigest

STANDING = select(guest_links, grants.c.level, grants.c.expires_at.label("ends_at")).select_from(
    guest_links.join(grants, grants.c.id == guest_links.c.id)
)


@service
class SqlGuestLinkRepository:
    connection: Connection

    def by_id(self, organisation_id: OrganisationId, id: LinkId) -> GuestLink | None:
        own = guest_links.c.organisation_id == organisation_id
        held = select(guest_links).where(guest_links.c.id == id, own).with_for_update()
        row = self.connection.execute(held).one_or_none()
        return None if row is None else _to_link(row)

    def by_digest(self, digest: SecretDigest) -> GuestLink | None:
        held = STANDING.where(guest_links.c.digest == digest).with_for_update(of=guest_links)
        row = self.connection.execute(held).one_or_none()
        return None if row is None else _standing(row).link

    def on(self, organisation_id: OrganisationId, scope_id: UUID) -> Sequence[GuestLink]:
        here = (
            guest_links.c.organisation_id == organisation_id,
            guest_links.c.scope_id == scope_id,
        )
        rows = self.connection.execute(select(guest_links).where(*here).order_by(guest_links.c.id))
        return [_to_link(row) for row in rows]

    def add(self, link: GuestLink) -> bool:
        return insert_once(self.connection, guest_links, _to_row(link))

    def save(self, link: GuestLink) -> None:
        changed = update(guest_links).where(guest_links.c.id == link.id)
        self.connection.execute(changed.values(_to_row(link)))

    def remove(self, link: GuestLink) -> None:
        self.connection.execute(delete(guest_links).where(guest_links.c.id == link.id))


@service
class SqlGuestLinksReader:
    database: SqlDatabase

    def by_digest(self, digest: SecretDigest) -> GuestLink | None:
        with self.database.reading() as connection:
            row = connection.execute(STANDING.where(guest_links.c.digest == digest)).one_or_none()
        return None if row is None else _standing(row).link

    def listed(
        self, organisation_id: OrganisationId, scope_id: UUID, window: Window
    ) -> Page[StandingLink]:
        links = guest_links.c
        asked = (
            STANDING.where(links.organisation_id == organisation_id, links.scope_id == scope_id)
            .order_by(links.id.desc())
            .limit(window.limit + 1)
        )
        if window.after is not None:
            asked = asked.where(links.id < window.after)
        with self.database.reading() as connection:
            rows = connection.execute(asked).all()
        return page_of([_standing(row) for row in rows], window, lambda one: one.link.id)


def _to_row(link: GuestLink) -> dict[str, Any]:
    return {name: getattr(link, name) for name in GuestLink.__slots__}


def _standing(row: Row[Any]) -> StandingLink:
    return StandingLink(replace(_to_link(row), expires_at=row.ends_at), Level(row.level))


def _to_link(row: Row[Any]) -> GuestLink:
    return GuestLink(
        id=LinkId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        scope_id=row.scope_id,
        digest=SecretDigest(row.digest),
        created_by=UserId(row.created_by),
        created_at=row.created_at,
        expires_at=row.expires_at,
        max_uses=row.max_uses,
        used=row.used,
        password=row.password,
    )
