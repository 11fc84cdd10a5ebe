"""The organisation and the person that act where nobody signs in."""

from adapters.clock import SystemClock
from adapters.ids import UuidV7Source
from application.messaging.ports import Outbox
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.access.ports import AccessStore
from entrypoints.composition.infrastructure import LOCAL

NAME = "Local"


def found_locally(store: AccessStore, outbox: Outbox) -> None:
    """Found the local organisation in a store that nothing stands in; migrations do so in SQL.

    It counts as having been there always, so nobody is told.
    """
    found = FoundOrganisation(store, SystemClock(), UuidV7Source())
    found(LOCAL, NewOrganisation(LOCAL.organisation_id, NAME))
    outbox.relayed(outbox.pending(1))
