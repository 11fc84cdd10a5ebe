"""What hangs on a person, over dictionaries."""

from adapters.database.memory import MemoryTransaction
from adapters.permissions.access.memory_grants import InMemoryGrantRepository
from adapters.permissions.access.memory_tables import ORGANISATIONS
from application.service import service
from domain.ids import UserId


@service
class InMemoryDuties:
    work: MemoryTransaction

    def alone(self, person_id: UserId) -> int:
        grants = InMemoryGrantRepository(self.work)
        every = (grants.admins(one) for one in self.work.table(ORGANISATIONS))
        return sum(one == {person_id} for one in every)
