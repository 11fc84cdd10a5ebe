"""Organisations, their tree and their grants as a transaction sees them."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol
from uuid import UUID

from domain.ids import OrganisationId, UserId
from domain.permissions.access.audit import AuditEntry, Deed
from domain.permissions.access.grant import Grant, GrantId, Reason
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.scope import Scope


class OrganisationRepository(Protocol):
    def add(self, organisation: Organisation) -> bool:
        """Insert it; returns False when the id is taken."""

    def taken(self, id: OrganisationId) -> Organisation:
        """Return it, and let no other change of its access begin until the work ends.

        Raises OrganisationNotFound.
        """

    def save(self, organisation: Organisation) -> None:
        """Overwrite by id, all but `access_version`."""

    def next_version(self, id: OrganisationId) -> int:
        """Count one more change of its access, and return the count."""


class MembershipRepository(Protocol):
    def of(self, organisation_id: OrganisationId, person_id: UserId) -> Membership | None: ...

    def save(self, membership: Membership) -> None:
        """Insert or overwrite."""

    def remove(self, membership: Membership) -> None: ...


class ScopeRepository(Protocol):
    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Scope | None: ...

    def way(self, organisation_id: OrganisationId, id: UUID) -> Sequence[Scope]:
        """Return the way from the root down to it; nothing when there is no such scope."""

    def add(self, scope: Scope) -> bool:
        """Insert it under its parent; returns False when the id is taken."""

    def save(self, scope: Scope) -> None:
        """Overwrite name, owner and version."""

    def place(self, scope: Scope) -> None:
        """Let it stand, with all beneath it, where its parent and `inherits` say now.

        Waits for what others are adding beneath it.
        """

    def remove(self, scope: Scope) -> None:
        """Delete it with its grants; what hung under it hangs under its parent.

        What hung under a restricted one is restricted itself from then on.
        """

    def is_parent(self, scope: Scope) -> bool:
        """Return whether anything stands in it; nothing comes in until the work ends."""

    def height(self, scope: Scope) -> int:
        """Return how many of its kind stand in one another from it downwards, itself counted."""

    def disown(self, organisation_id: OrganisationId, owner_id: UserId) -> None:
        """Let the person's things belong to the organisation; ownership grants go."""


class GrantRepository(Protocol):
    def by_id(self, organisation_id: OrganisationId, id: GrantId) -> Grant | None: ...

    def held(self, scope_id: UUID, subject_id: UUID, reason: Reason) -> Grant | None: ...

    def to(self, organisation_id: OrganisationId, subject_id: UUID) -> Sequence[Grant]:
        """Return roles, shares and links given to a subject; ownership is left out."""

    def on(self, scope: Scope) -> Sequence[Grant]:
        """Return every grant that stands on this scope itself."""

    def through(self, ids: Collection[GrantId]) -> Sequence[Grant]:
        """Return the grants that came through any of these, one step down."""

    def passed_on(self, scope: Scope) -> Sequence[Grant]:
        """Return the grants on it and beneath that came through a share."""

    def add(self, grant: Grant) -> bool:
        """Insert it; returns False when the id is taken, or the subject holds one like it here."""

    def save(self, grant: Grant) -> None:
        """Overwrite level, end, giver and `through`."""

    def remove(self, ids: Collection[GrantId]) -> int:
        """Delete them, and all that came through them, to any depth; returns how many went."""

    def admins(self, organisation_id: OrganisationId) -> AbstractSet[UserId]:
        """Return the active members who administer the whole organisation.

        Whose account is suspended is none of them; some have no account.
        """


class AuditTrail(Protocol):
    def append(self, deed: Deed) -> AuditEntry:
        """Seal it after the chain's last entry; the chain's organisation must be taken."""
