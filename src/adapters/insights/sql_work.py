"""One transaction that changes imports, and what they brought."""

from datetime import datetime

from sqlalchemy import Connection, select

from adapters.database.inserts import save
from adapters.insights.sql_changed_facts import SqlFactsToChange
from adapters.insights.sql_imports import SqlImports
from adapters.insights.sql_ledger import SqlLedger
from adapters.insights.tables import insight_snapshots
from adapters.jobs.sql import SqlJobs
from application.service import service
from domain.ids import OrganisationId

counted = insight_snapshots.c


@service
class SqlImportWork:
    connection: Connection

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    @property
    def imports(self) -> SqlImports:
        return SqlImports(self.connection)

    @property
    def facts(self) -> SqlFactsToChange:
        return SqlFactsToChange(self.connection)

    @property
    def ledger(self) -> SqlLedger:
        return SqlLedger(self.connection)

    def next_snapshot(self, organisation_id: OrganisationId, now: datetime) -> int:
        its = select(counted.number).where(counted.organisation_id == organisation_id)
        number = (self.connection.scalar(its) or 0) + 1
        row = {"organisation_id": organisation_id, "number": number, "changed_at": now}
        save(self.connection, insight_snapshots, row)
        return number

    def commit(self) -> None:
        self.connection.commit()
