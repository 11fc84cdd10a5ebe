"""What invitations need from the outside world."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.jobs.ports import Jobs
from application.paging import Page, Window
from application.permissions.access.ports import AccessWork
from domain.ids import OrganisationId, UserId
from domain.permissions.access.invitation import Invitation, InvitationId


class InvitationRepository(Protocol):
    def by_id(self, id: InvitationId) -> Invitation | None:
        """Return it whatever its organisation is."""

    def add(self, invitation: Invitation) -> None: ...

    def remove(self, id: InvitationId) -> bool:
        """Delete it; returns False when somebody else did."""

    def count(self, organisation_id: OrganisationId, email: str) -> int:
        """Count those to one address."""

    def forget(self, organisation_id: OrganisationId, *, over_by: datetime) -> None:
        """Delete the organisation's invitations that ended by then."""


class InvitationWork(Protocol):
    """Removes an invitation only after it took the organisation, so that none is used twice."""

    @property
    def invitations(self) -> InvitationRepository: ...

    @property
    def access(self) -> AccessWork: ...

    @property
    def jobs(self) -> Jobs: ...

    def commit(self) -> None: ...


class InvitationStore(Protocol):
    def transaction(self) -> AbstractContextManager[InvitationWork]:
        """Begin work that is undone unless it is committed."""


class InvitationReader(Protocol):
    def invitation(self, id: InvitationId) -> Invitation | None: ...

    def invitations(
        self,
        organisation_id: OrganisationId,
        department_id: UUID | None,
        window: Window,
        *,
        now: datetime,
    ) -> Page[Invitation]:
        """Return those into this department, or into the whole, that are not over; newest first."""


class InvitationTokens(Protocol):
    """A token is derived whenever it is needed, and kept nowhere."""

    def token(self, id: InvitationId) -> str: ...

    def read(self, token: str) -> InvitationId | None:
        """Return what it stands for; None unless we made it."""


class InvitationThrottle(Protocol):
    def admit(self, email: str, giver: UserId) -> None:
        """Count an invitation, before it is made; raises TooMany.

        For one giver and for everybody, into whichever organisation.
        """


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    to: str
    organisation: str
    token: str = field(repr=False)
    expires_at: datetime


class InvitationMail(Protocol):
    @property
    def is_read_here(self) -> bool:
        """Whether letters go nowhere but to who runs this, so that an answer may show tokens."""

    def send(self, letter: InvitationLetter) -> None:
        """Raises Unavailable when nobody takes it now."""
