"""Keys for programs, kept in a dictionary."""

from dataclasses import replace
from datetime import datetime

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.database.paging import newest_first
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.api_key import ApiKey, KeyDigest, KeyId

KEYS = "api_keys"


@service
class InMemoryApiKeyRepository:
    work: MemoryTransaction

    def by_id(self, organisation_id: OrganisationId, id: KeyId) -> ApiKey | None:
        found: ApiKey | None = self.work.table(KEYS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def add(self, key: ApiKey) -> bool:
        held = self.work.table(KEYS)
        if any(one.digest == key.digest for one in held.values()):
            return False
        return held.setdefault(key.id, key) is key

    def used(self, id: KeyId, at: datetime) -> None:
        held = self.work.table(KEYS)
        if id in held:
            held[id] = replace(held[id], last_used_at=at)

    def remove(self, key: ApiKey) -> None:
        self.work.table(KEYS).pop(key.id, None)

    def remove_all(self, organisation_id: OrganisationId, person_id: UserId) -> None:
        for key in self._of(organisation_id, person_id):
            self.remove(key)

    def count(self, organisation_id: OrganisationId, person_id: UserId) -> int:
        return len(self._of(organisation_id, person_id))

    def _of(self, organisation_id: OrganisationId, person_id: UserId) -> list[ApiKey]:
        own = (organisation_id, person_id)
        every: list[ApiKey] = list(self.work.table(KEYS).values())
        return [one for one in every if (one.organisation_id, one.person_id) == own]


@service
class InMemoryApiKeysReader:
    database: MemoryDatabase

    def by_digest(self, digest: KeyDigest) -> ApiKey | None:
        every = self.database.rows(KEYS).values()
        return next((one for one in every if one.digest == digest), None)

    def listed(
        self, organisation_id: OrganisationId, person_id: UserId | None, window: Window
    ) -> Page[ApiKey]:
        here = (
            one
            for one in self.database.rows(KEYS).values()
            if one.organisation_id == organisation_id and person_id in (None, one.person_id)
        )
        return newest_first(here, window, lambda key: key.id)
