"""What belongs to an organisation, as whoever may view all of it reads it."""

from typing import ClassVar, Generic, Protocol, TypeVar

from application.access.ports import Access
from application.access.require import require
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.errors import NotFound
from domain.ids import OrganisationId
from domain.principal import Principal

Id = TypeVar("Id")
Id_contra = TypeVar("Id_contra", contravariant=True)
Thing = TypeVar("Thing")


class Things(Protocol[Thing, Id_contra]):
    def by_id(self, organisation_id: OrganisationId, id: Id_contra, /) -> Thing | None: ...

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Thing]: ...


@service
class ReadThings(Generic[Thing, Id]):
    access: Access
    store: Things[Thing, Id]
    missing: ClassVar[type[NotFound]]

    def __call__(self, by: Principal, window: Window) -> Page[Thing]:
        """Return the organisation's, newest first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, self.missing)
        return self.store.listed(by.organisation_id, window)

    def one(self, by: Principal, id: Id) -> Thing:
        """Raises `missing`, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, self.missing)
        found = self.store.by_id(by.organisation_id, id)
        if found is None:
            raise self.missing
        return found
