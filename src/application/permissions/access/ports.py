"""What the access engine needs from the outside world."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.access.ports import OwnedThings
from application.paging import Page, Window
from application.permissions.access.links.ports import GuestLinkRepository
from application.permissions.access.machines.ports import ApiKeyRepository
from application.permissions.access.repositories import (
    AuditTrail,
    GrantRepository,
    MembershipRepository,
    OrganisationRepository,
    ScopeRepository,
)
from application.permissions.access.views import Holder, Member, OwnOrganisation
from application.permissions.oauth.ports import OAuthClientRepository
from domain.access import Level
from domain.event import DomainEvent
from domain.ids import OrganisationId, UserId
from domain.permissions.access.audit import AuditEntry
from domain.permissions.access.grant import Grant
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.scope import Scope
from domain.permissions.access.standing import Standing
from domain.principal import Principal


class AccessReader(Protocol):
    """Decides by what is committed, or inside a work also by what that has changed.

    Levels are those that grants give: `at_most` and a guest's bound are not applied here, but
    organisation, membership, restriction and end are.
    """

    def version(self, organisation_id: OrganisationId) -> int:
        """Return the organisation's access version, 0 when there is no such organisation."""

    def level(self, by: Principal, id: UUID, *, now: datetime) -> Level | None: ...

    def levels(
        self, by: Principal, ids: Collection[UUID], *, now: datetime
    ) -> Mapping[UUID, Level]:
        """Return the level on each; leaves out those on which there is none."""

    def within(self, by: Principal, kind: str, *, now: datetime) -> frozenset[UUID] | None:
        """Return all of this kind that may be viewed; None when nothing of it is hidden."""

    def listed(
        self, by: Principal, kind: str, window: Window, *, now: datetime, level: Level
    ) -> Page[UUID]:
        """Return those of this kind on which at least `level` is held, greatest id first."""

    def who(
        self, organisation_id: OrganisationId, id: UUID, window: Window, *, now: datetime
    ) -> Page[Holder]:
        """Return every active member and every link with a level there, in the order of ids."""

    def standing(self, by: Principal, id: UUID) -> Standing:
        """Return all that decides about one person and one scope."""


class OrganisationsReader(Protocol):
    """Lists; who may see them is the asker's business."""

    def find(self, id: OrganisationId) -> Organisation | None: ...

    def of_person(self, person_id: UserId, window: Window) -> Page[OwnOrganisation]:
        """Return the person's organisations, suspended ones too, greatest id first."""

    def membership(
        self, organisation_id: OrganisationId, person_id: UserId
    ) -> Membership | None: ...

    def active_in(self, person_id: UserId, most: int) -> Sequence[OrganisationId]:
        """Return organisations of which the person is an active member, in the order of ids."""

    def members(self, organisation_id: OrganisationId, window: Window) -> Page[Member]:
        """Return members in the order of their ids."""

    def departments(self, organisation_id: OrganisationId, window: Window) -> Page[Scope]:
        """Return departments in the order of their ids."""

    def scope(self, organisation_id: OrganisationId, id: UUID) -> Scope | None: ...

    def grants(
        self, organisation_id: OrganisationId, scope_id: UUID, window: Window
    ) -> Page[Grant]:
        """Return the grants that stand on the scope itself, greatest id first."""

    def grant(self, organisation_id: OrganisationId, id: UUID) -> Grant | None: ...

    def audit(self, chain: UUID, *, after: int, limit: int) -> Sequence[AuditEntry]:
        """Return the chain's entries that come after this number, in order."""


class AccessWork(Protocol):
    """Begins every change with `organisations.taken`, and ends it with `next_version`."""

    @property
    def organisations(self) -> OrganisationRepository: ...

    @property
    def memberships(self) -> MembershipRepository: ...

    @property
    def scopes(self) -> ScopeRepository: ...

    @property
    def grants(self) -> GrantRepository: ...

    @property
    def things(self) -> OwnedThings: ...

    @property
    def links(self) -> GuestLinkRepository: ...

    @property
    def keys(self) -> ApiKeyRepository: ...

    @property
    def clients(self) -> OAuthClientRepository: ...

    @property
    def audit(self) -> AuditTrail: ...

    @property
    def reader(self) -> AccessReader:
        """Decides by what this work has changed so far."""

    def tell(self, event: DomainEvent) -> None:
        """Let it go out with the commit."""

    def commit(self) -> None: ...


class AccessStore(Protocol):
    def transaction(self) -> AbstractContextManager[AccessWork]:
        """Begin work that is undone unless it is committed."""
