"""Let somebody into the local organisation, as its person who sits at this machine."""

from injector import Injector

from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.roles.giving import NewRole
from application.permissions.people.open_account import NewAccount, OpenAccount
from domain.permissions.access.role import Role
from domain.principal import Principal


def admit(container: Injector, new: NewAccount, role: str) -> None:
    """Open the account and give the role; raises DomainError, AddressTaken among them."""
    person_id = container.get(OpenAccount)(new)
    container.get(AddMember)(container.get(Principal), NewRole(person_id, Role(role)))
