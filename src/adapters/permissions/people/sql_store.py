"""People kept in a relational database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from adapters.database.sql import SqlDatabase
from adapters.jobs.sql import SqlJobs
from adapters.permissions.oauth.sql_codes import SqlCodeRepository
from adapters.permissions.people.sql_attempts import SqlAttempts
from adapters.permissions.people.sql_duties import SqlDuties
from adapters.permissions.people.sql_repositories import (
    SqlAccountRepository,
    SqlChallengeRepository,
    SqlSessionRepository,
    SqlSigningKeyRepository,
)
from application.service import service


@service
class SqlPeopleWork:
    connection: Connection

    @property
    def accounts(self) -> SqlAccountRepository:
        return SqlAccountRepository(self.connection)

    @property
    def challenges(self) -> SqlChallengeRepository:
        return SqlChallengeRepository(self.connection)

    @property
    def sessions(self) -> SqlSessionRepository:
        return SqlSessionRepository(self.connection)

    @property
    def duties(self) -> SqlDuties:
        return SqlDuties(self.connection)

    @property
    def codes(self) -> SqlCodeRepository:
        return SqlCodeRepository(self.connection)

    @property
    def keys(self) -> SqlSigningKeyRepository:
        return SqlSigningKeyRepository(self.connection)

    @property
    def attempts(self) -> SqlAttempts:
        return SqlAttempts(self.connection)

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlPeopleStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self) -> Iterator[SqlPeopleWork]:
        with self.database.writing() as connection:
            yield SqlPeopleWork(connection)
