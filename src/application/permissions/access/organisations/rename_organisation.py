"""Give an organisation another name."""

from dataclasses import dataclass

from application.clock import Clock
from application.permissions.access.changing import begin, done, require
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.organisation import Organisation
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """`seen` is the version that the change was made from, None for any."""

    name: str
    seen: int | None = None


@service
class RenameOrganisation:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, change: OrganisationName) -> Changed[Organisation]:
        """Admins only; raises OrganisationNotFound, LevelNotHeld, ScopeChanged, NameInvalid."""
        now = self.clock.now()
        with self.store.transaction() as work:
            held = begin(work, by)
            require(work, by, held.id, Level.ADMINISTER, now=now)
            renamed = held.renamed(change.name, seen=change.seen)
            work.organisations.save(renamed)
            facts = {"name": renamed.name}
            changed = done(work, by, renamed, "organisation.rename", held.id, at=now, facts=facts)
            work.commit()
        return changed
