"""Two organisations, and who acts for them."""

from datetime import UTC, datetime
from uuid import UUID

from domain.ids import OrganisationId, UserId
from domain.principal import Principal

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = Principal(UserId(UUID(int=1)), OrganisationId(UUID(int=101)))
BEN = Principal(UserId(UUID(int=2)), OrganisationId(UUID(int=101)))
EVE = Principal(UserId(UUID(int=3)), OrganisationId(UUID(int=202)))
"""Ada and Ben work for one organisation, Eve for another."""
