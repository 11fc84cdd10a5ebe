"""Who acts, and for which organisation."""

from dataclasses import dataclass

from domain.ids import OrganisationId, UserId


@dataclass(frozen=True, slots=True)
class Principal:
    """Every use case takes one; the organisation never comes from a request's body."""

    user_id: UserId
    organisation_id: OrganisationId
