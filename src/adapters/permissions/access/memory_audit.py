"""The audit of organisations, kept in dictionaries."""

from adapters.database.memory import MemoryTransaction
from adapters.permissions.access.memory_tables import AUDIT
from application.service import service
from domain.permissions.access.audit import AuditEntry, Deed


@service
class InMemoryAuditTrail:
    work: MemoryTransaction

    def append(self, deed: Deed) -> AuditEntry:
        chain: tuple[AuditEntry, ...] = self.work.table(AUDIT).get(deed.chain, ())
        entry = AuditEntry.after(chain[-1] if chain else None, deed)
        self.work.table(AUDIT)[deed.chain] = (*chain, entry)
        return entry
