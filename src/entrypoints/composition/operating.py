"""The organisation that runs the installation, and its first administrator."""

from injector import Module, provider, singleton

from application.access.ports import Access
from application.access.require import Operators
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from domain.permissions.access.errors import IdTaken
from entrypoints.composition.infrastructure import LOCAL


class Operating(Module):
    @singleton
    @provider
    def operators(self, access: Access) -> Operators:
        return Operators(access, LOCAL.organisation_id)


def found_local(found: FoundOrganisation) -> None:
    """Found it where nothing is kept yet; migrations do so for databases."""
    try:
        found(LOCAL, NewOrganisation(LOCAL.organisation_id, "Local"))
    except IdTaken:
        return
