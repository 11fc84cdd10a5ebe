"""Where a role is given or taken."""

from uuid import UUID

from marshmallow import Schema, fields

from application.permissions.access.ports import OrganisationsReader
from domain.permissions.access.errors import DepartmentNotFound
from domain.permissions.access.scope import DEPARTMENT
from domain.principal import Principal
from entrypoints.http.errors import Refusal
from entrypoints.http.use import use

ONE_PLACE = Refusal(422, "one_place", "name one department, or one resource, and no other place")


class DepartmentQuery(Schema):
    department_id = fields.UUID(
        metadata={"description": "A department, instead of the whole organisation."}
    )


class RoleQuery(DepartmentQuery):
    resource_id = fields.UUID(metadata={"description": "Any one folder or thing."})


def one_of(first: UUID | None, second: UUID | None) -> UUID | None:
    """Return what one of them names, or both alike; raises Refusal."""
    if None not in (first, second) and first != second:
        raise ONE_PLACE
    return second if first is None else first


def place_of_role(
    by: Principal, department_id: UUID | None, resource_id: UUID | None
) -> UUID | None:
    """Return the scope meant, None for the organisation; raises DepartmentNotFound, Refusal."""
    if department_id is None:
        return resource_id
    if resource_id is not None:
        raise ONE_PLACE
    found = use(OrganisationsReader).scope(by.organisation_id, department_id)
    if found is None or found.kind != DEPARTMENT:
        raise DepartmentNotFound
    return department_id
