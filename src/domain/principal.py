"""Who acts, and for which organisation."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Level
from domain.ids import OrganisationId, UserId


class Kind(StrEnum):
    """A guest has no account: its `user_id` is the id of the link that let it in."""

    PERSON = "person"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Principal:
    """Every use case takes one; the organisation never comes from a request's body.

    `at_most` bounds what may be done whatever the person may: a key or a token that was given
    only a part of it.
    """

    user_id: UserId
    organisation_id: OrganisationId
    kind: Kind = Kind.PERSON
    at_most: Level = Level.ADMINISTER

    @property
    def as_owner(self) -> UserId | None:
        """Return who owns what they make; None for a guest, whose links come and go."""
        return self.user_id if self.kind is Kind.PERSON else None

    @property
    def is_unbound(self) -> bool:
        """Whether they may dispose of what is their own: nobody does who may only a part."""
        return self.at_most is Level.ADMINISTER
