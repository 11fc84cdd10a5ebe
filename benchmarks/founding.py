"""Organisations for those who act in the benchmarks."""

from collections.abc import Iterable
from contextlib import suppress

from injector import Injector

from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.access.roles.giving import NewRole
from domain.ids import UserId
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.role import Role
from domain.principal import Principal


def found(container: Injector, by: Principal, colleagues: Iterable[UserId] = ()) -> None:
    """Let them administer their organisation, and colleagues view all of it; twice is fine."""
    with suppress(IdTaken):
        container.get(FoundOrganisation)(by, NewOrganisation(by.organisation_id, "Measured"))
        for one in colleagues:
            container.get(AddMember)(by, NewRole(one, Role.VIEWER))
