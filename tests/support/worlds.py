"""The application composed on each database, for contract tests."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from injector import Injector, Module, provider, singleton

from application.access.ports import Access
from application.access.require import Operators
from application.messaging.ports import Outbox
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.access.roles.giving import NewRole
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.role import Role
from entrypoints.composition import compose
from entrypoints.composition.insights import OpenHere
from entrypoints.composition.knowledge import ReadHere
from entrypoints.composition.people import HashQuickly
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from support.people import ADA, BEN, EVE


@contextmanager
def world_on(url: str, folder: Path, *, is_settled: bool = False) -> Iterator[Injector]:
    """Compose everything in memory but the database; its connections are closed at the end.

    Files are read in this process: another one for each takes a tenth of a second to start.
    """
    settings = replace(MEMORY, database_url=url, events_url="database:", home=folder)
    with world_on_settings(settings, ReadHere(), OpenHere(), is_settled=is_settled) as container:
        yield container


@contextmanager
def world_on_settings(
    settings: Settings, *overrides: Module, is_settled: bool = False
) -> Iterator[Injector]:
    """Compose as the settings say, but hash at no cost; database connections are closed at the end.

    Sixteen passwords at full cost take longer than those wait who sign in on a busy machine.
    """
    container = compose(settings, AdaOperates(), HashQuickly(), *overrides)
    if not is_settled and container.get(Schema).is_current():
        settle(container)
    yield container
    container.get(Schema).let_go()


class AdaOperates(Module):
    """Ada's organisation runs the installation."""

    @singleton
    @provider
    def operators(self, access: Access) -> Operators:
        return Operators(access, ADA.organisation_id)


def settle(container: Injector) -> None:
    """Let Ada and Eve each administer an organisation, and Ben contribute to Ada's; untold."""
    outbox = container.get(Outbox)
    found = container.get(FoundOrganisation)
    with suppress(IdTaken):  # another process was here before
        for one in (ADA, EVE):
            found(one, NewOrganisation(one.organisation_id, "Harbour"))
        container.get(AddMember)(ADA, NewRole(BEN.user_id, Role.CONTRIBUTOR))
        outbox.relayed(outbox.pending(3))
