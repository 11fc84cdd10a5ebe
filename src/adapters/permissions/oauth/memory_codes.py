"""Authorization codes in a dictionary."""

from datetime import datetime

from adapters.database.memory import MemoryTransaction
from adapters.permissions.people.memory_tables import drop
from application.service import service
from domain.permissions.oauth.code import AuthorizationCode, CodeId

CLIENTS, CODES = "oauth_clients", "authorization_codes"


@service
class InMemoryCodeRepository:
    work: MemoryTransaction

    def add(self, code: AuthorizationCode) -> bool:
        if code.lent.client_id not in self.work.table(CLIENTS):
            return False
        self.work.table(CODES)[code.id] = code
        return True

    def taken(self, id: CodeId) -> AuthorizationCode | None:
        return self.work.table(CODES).get(id)

    def save(self, code: AuthorizationCode) -> None:
        self.work.table(CODES)[code.id] = code

    def forget(self, issued_before: datetime) -> int:
        return drop(self.work.table(CODES), lambda one: one.issued_at < issued_before)
