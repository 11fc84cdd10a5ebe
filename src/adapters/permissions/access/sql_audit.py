"""The audit of organisations, kept in a relational database."""

from sqlalchemy import Connection, insert, select

from adapters.permissions.access.rows import entry_row, to_entry
from adapters.permissions.access.tables import audit_entries
from application.service import service
from domain.permissions.access.audit import AuditEntry, Deed


@service
class SqlAuditTrail:
    connection: Connection

    def append(self, deed: Deed) -> AuditEntry:
        chain = select(audit_entries).where(audit_entries.c.chain == deed.chain)
        newest = chain.order_by(audit_entries.c.number.desc()).limit(1)
        row = self.connection.execute(newest).one_or_none()
        entry = AuditEntry.after(None if row is None else to_entry(row), deed)
        self.connection.execute(insert(audit_entries).values(entry_row(entry)))
        return entry
