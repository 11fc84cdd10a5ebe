"""Subject keys in a dictionary."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from adapters.database.memory import MemoryDatabase
from application.events.ports import WrappedKey
from application.service import service
from domain.ids import OrganisationId

KEYS, SUBJECTS = "subject_keys", "subject_keys_by_subject"


@service
class InMemorySubjectKeys:
    database: MemoryDatabase

    def held_for(
        self, organisation_id: OrganisationId, subjects: Collection[str]
    ) -> Mapping[str, WrappedKey]:
        held = self.database.rows(SUBJECTS)
        return {
            one: held[organisation_id, one] for one in subjects if (organisation_id, one) in held
        }

    def add(
        self, organisation_id: OrganisationId, keys: Mapping[str, WrappedKey], now: datetime
    ) -> Mapping[str, WrappedKey]:
        with self.database.writing() as work:
            held, by_id = work.table(SUBJECTS), work.table(KEYS)
            for subject, key in keys.items():
                if held.setdefault((organisation_id, subject), key) is key:
                    by_id[key.id] = key
            work.commit()
        return self.held_for(organisation_id, keys.keys())

    def by_ids(self, ids: Collection[UUID]) -> Mapping[UUID, WrappedKey]:
        rows = self.database.rows(KEYS)
        return {one: rows[one] for one in ids if one in rows}
