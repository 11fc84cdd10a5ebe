"""People kept in dictionaries."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.jobs.memory import InMemoryJobs
from adapters.permissions.oauth.memory_codes import InMemoryCodeRepository
from adapters.permissions.people.memory_attempts import InMemoryAttempts
from adapters.permissions.people.memory_duties import InMemoryDuties
from adapters.permissions.people.memory_repositories import (
    InMemoryAccountRepository,
    InMemoryChallengeRepository,
    InMemorySessionRepository,
    InMemorySigningKeyRepository,
)
from application.service import service


@service
class InMemoryPeopleWork:
    work: MemoryTransaction

    @property
    def accounts(self) -> InMemoryAccountRepository:
        return InMemoryAccountRepository(self.work)

    @property
    def challenges(self) -> InMemoryChallengeRepository:
        return InMemoryChallengeRepository(self.work)

    @property
    def sessions(self) -> InMemorySessionRepository:
        return InMemorySessionRepository(self.work)

    @property
    def duties(self) -> InMemoryDuties:
        return InMemoryDuties(self.work)

    @property
    def codes(self) -> InMemoryCodeRepository:
        return InMemoryCodeRepository(self.work)

    @property
    def keys(self) -> InMemorySigningKeyRepository:
        return InMemorySigningKeyRepository(self.work)

    @property
    def attempts(self) -> InMemoryAttempts:
        return InMemoryAttempts(self.work)

    @property
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryPeopleStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryPeopleWork]:
        with self.database.writing() as work:
            yield InMemoryPeopleWork(work)
