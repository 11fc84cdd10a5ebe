"""What permissions tell about people, departments and decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from domain.access import Level
from domain.permissions.access.grant import Grant
from domain.permissions.access.membership import Membership, MembershipState
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.role import Role
from domain.permissions.access.scope import Scope
from domain.permissions.access.standing import Missing

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Changed(Generic[Item]):
    """What there is now, and the version of the organisation's access that it came with."""

    now: Item
    access_version: int


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """One of a person's organisations, and how they belong to it."""

    organisation: Organisation
    state: MembershipState
    role: Role | None


@dataclass(frozen=True, slots=True)
class HeldRole:
    """`kind` and `name` are the scope's."""

    scope_id: UUID
    kind: str
    name: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class Member:
    membership: Membership
    roles: Sequence[HeldRole]


@dataclass(frozen=True, slots=True)
class Resource:
    """A scope, and what the asker may do with it."""

    scope: Scope
    level: Level


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may, with the grant that their level comes from."""

    id: UUID
    level: Level
    grant: Grant


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    access_version: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why somebody may or may not.

    Allowed: `grant` decides, `way` leads from its scope down to the resource, and `belongs` is the
    role by which the person is in the department that the grant names, if it names one.
    Not allowed: `missing` says what is, and `cut` is where inheritance ends, if that is why and
    who asks may view it. So of `way`: what they may not view is left out.
    """

    allowed: bool
    level: Level | None
    access_version: int
    grant: Grant | None = None
    way: Sequence[Scope] = ()
    belongs: Grant | None = None
    missing: Missing | None = None
    cut: UUID | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """`broken_at` is the number of the first entry that does not follow from the one before."""

    entries: int
    broken_at: int | None
    last_hash: str
    at: datetime
