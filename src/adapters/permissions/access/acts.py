"""Acts of other contexts, written into the audit in the transaction that does them."""

from sqlalchemy import Connection, select

from adapters.database.memory import MemoryTransaction
from adapters.permissions.access.memory_audit import InMemoryAuditTrail
from adapters.permissions.access.sql_audit import SqlAuditTrail
from adapters.permissions.access.tables import organisations
from application.access.acts import Act
from domain.permissions.access.audit import Deed


def record_in_sql(connection: Connection, act: Act) -> None:
    """Take the organisation's turn, as every change of access does, and append to its chain."""
    own = select(organisations.c.id).where(organisations.c.id == act.by.organisation_id)
    connection.execute(own.with_for_update()).first()
    SqlAuditTrail(connection).append(_deed(act))


def record_in_memory(work: MemoryTransaction, act: Act) -> None:
    InMemoryAuditTrail(work).append(_deed(act))


def _deed(act: Act) -> Deed:
    by = act.by
    return Deed(by.organisation_id, act.at, by.user_id, act.action, act.target, act.facts)
