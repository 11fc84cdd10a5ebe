"""Where a role is given or taken."""

from uuid import UUID

from marshmallow import Schema, fields

from application.permissions.access.ports import OrganisationsReader
from domain.permissions.access.errors import DepartmentNotFound
from domain.permissions.access.scope import DEPARTMENT
from domain.principal import Principal
from entrypoints.http.errors import Refusal
from entrypoints.http.use import use


class DepartmentQuery(Schema):
    department_id = fields.UUID(
        metadata={"description": "A department, instead of the whole organisation."}
    )


class RoleQuery(DepartmentQuery):
    resource_id = fields.UUID(metadata={"description": "Any one folder or thing."})


def place_of_role(
    by: Principal, department_id: UUID | None, resource_id: UUID | None
) -> UUID | None:
    """Return the scope meant, None for the organisation; raises DepartmentNotFound, Refusal."""
    if department_id is None:
        return resource_id
    if resource_id is not None:
        raise Refusal(422, "one_place", "name a department or a resource, and not both")
    found = use(OrganisationsReader).scope(by.organisation_id, department_id)
    if found is None or found.kind != DEPARTMENT:
        raise DepartmentNotFound
    return department_id
