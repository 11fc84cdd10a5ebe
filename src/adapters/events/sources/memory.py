"""Sources in a dictionary."""

from collections.abc import Mapping

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first
from adapters.permissions.access.acts import record_in_memory
from application.access.acts import Act
from application.events.limits.ports import BucketId, OwnRate
from application.paging import Page, Window
from application.service import service
from domain.events.sources.errors import SourceChanged, SourceNameTaken, TooManySources
from domain.events.sources.source import Source, SourceId
from domain.ids import OrganisationId

SOURCES = "event_sources"


@service
class InMemorySourceStore:
    database: MemoryDatabase

    def add(self, source: Source, most: int, act: Act) -> None:
        with self.database.writing() as work:
            there = self._there(source.organisation_id)
            if len(there) >= most:
                raise TooManySources(most)
            if any(one.name == source.name for one in there):
                raise SourceNameTaken
            work.table(SOURCES)[source.id] = source
            record_in_memory(work, act)
            work.commit()

    def save(self, source: Source, act: Act) -> None:
        with self.database.writing() as work:
            rows = work.table(SOURCES)
            if source.id not in rows or rows[source.id].version != source.version - 1:
                raise SourceChanged
            rows[source.id] = source
            record_in_memory(work, act)
            work.commit()

    def by_id(self, id: SourceId) -> Source | None:
        found: Source | None = self.database.rows(SOURCES).get(id)
        return found

    def named(self, organisation_id: OrganisationId, name: str) -> Source | None:
        rows = self.database.rows(SOURCES).values()
        asked = [one for one in rows if (one.organisation_id, one.name) == (organisation_id, name)]
        return max(asked, key=lambda one: (one.removed_at is None, one.id), default=None)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Source]:
        return newest_first(self._there(organisation_id), window, lambda one: one.id)

    def own_rates(self, organisation_id: OrganisationId) -> Mapping[str, OwnRate]:
        return {
            one.name: OwnRate(BucketId(organisation_id, str(one.id)), one.rate)
            for one in self._there(organisation_id)
            if one.rate is not None
        }

    def _there(self, organisation_id: OrganisationId) -> list[Source]:
        rows = self.database.rows(SOURCES).values()
        return [
            one for one in rows if one.organisation_id == organisation_id and one.removed_at is None
        ]
