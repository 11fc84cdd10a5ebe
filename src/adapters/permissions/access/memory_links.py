"""Guest links kept in a dictionary."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.database.paging import newest_first
from adapters.permissions.access.memory_tables import GRANTS
from application.paging import Page, Window
from application.permissions.access.links.ports import StandingLink
from application.service import service
from domain.ids import OrganisationId
from domain.permissions.access.grant import Grant
from domain.permissions.access.guest_link import GuestLink, LinkId, SecretDigest

LINKS = "guest_links"


@service
class InMemoryGuestLinkRepository:
    work: MemoryTransaction

    def by_id(self, organisation_id: OrganisationId, id: LinkId) -> GuestLink | None:
        found: GuestLink | None = self.work.table(LINKS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def by_digest(self, digest: SecretDigest) -> GuestLink | None:
        return _standing(self.work.table(LINKS), self.work.table(GRANTS), digest)

    def on(self, organisation_id: OrganisationId, scope_id: UUID) -> Sequence[GuestLink]:
        here = [
            one
            for one in self.work.table(LINKS).values()
            if (one.organisation_id, one.scope_id) == (organisation_id, scope_id)
        ]
        return sorted(here, key=lambda link: link.id)

    def add(self, link: GuestLink) -> bool:
        return self.work.table(LINKS).setdefault(link.id, link) is link

    def save(self, link: GuestLink) -> None:
        self.work.table(LINKS)[link.id] = link

    def remove(self, link: GuestLink) -> None:
        self.work.table(LINKS).pop(link.id, None)


@service
class InMemoryGuestLinksReader:
    database: MemoryDatabase

    def by_digest(self, digest: SecretDigest) -> GuestLink | None:
        return _standing(self.database.rows(LINKS), self.database.rows(GRANTS), digest)

    def listed(
        self, organisation_id: OrganisationId, scope_id: UUID, window: Window
    ) -> Page[StandingLink]:
        grants = self.database.rows(GRANTS)
        here = (
            _stands(one, grants[one.id])
            for one in self.database.rows(LINKS).values()
            if one.id in grants
            and (one.organisation_id, one.scope_id) == (organisation_id, scope_id)
        )
        return newest_first(here, window, lambda standing: standing.link.id)


def _standing(
    links: Mapping[Any, GuestLink], grants: Mapping[Any, Grant], digest: SecretDigest
) -> GuestLink | None:
    found = (one for one in links.values() if one.digest == digest and one.id in grants)
    return next((_stands(one, grants[one.id]).link for one in found), None)


def _stands(link: GuestLink, grant: Grant) -> StandingLink:
    return StandingLink(replace(link, expires_at=grant.expires_at), grant.level)
