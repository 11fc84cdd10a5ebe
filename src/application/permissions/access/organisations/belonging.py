"""What every member may see, and nobody else."""

from application.permissions.access.ports import OrganisationsReader
from domain.permissions.access.errors import OrganisationNotFound
from domain.principal import Kind, Principal


def require_member(reader: OrganisationsReader, by: Principal) -> None:
    """Raises OrganisationNotFound for guests, strangers and the suspended."""
    if by.kind is Kind.GUEST:
        raise OrganisationNotFound
    membership = reader.membership(by.organisation_id, by.user_id)
    if membership is None or not membership.is_active:
        raise OrganisationNotFound
