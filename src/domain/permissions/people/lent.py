"""A session that its person lent to a program, and how much of themselves they lent."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from domain.ids import OrganisationId
from domain.permissions.access.machine import KeyScope

ClientId = NewType("ClientId", UUID)


@dataclass(frozen=True, slots=True)
class Lent:
    """The program acts for the person in its own organisation only, and never beyond the scope."""

    client_id: ClientId
    organisation_id: OrganisationId
    scope: KeyScope
