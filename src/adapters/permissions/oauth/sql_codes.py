"""Authorization codes in a relational database."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select

from adapters.database.inserts import save
from adapters.permissions.oauth.rows import code_row, to_code
from adapters.permissions.oauth.tables import authorization_codes, oauth_clients
from application.service import service
from domain.permissions.oauth.code import AuthorizationCode, CodeId

OWN = authorization_codes.c
HELD = select(authorization_codes).where(OWN.id == bindparam("held")).with_for_update()
CLIENT_OF = select(OWN.client_id).where(OWN.id == bindparam("held")).scalar_subquery()
FORGOTTEN_AT_ONCE = 100


@service
class SqlCodeRepository:
    connection: Connection

    def add(self, code: AuthorizationCode) -> bool:
        if not self._keeps(oauth_clients.c.id == code.lent.client_id, None):
            return False
        self.connection.execute(insert(authorization_codes), code_row(code))
        return True

    def taken(self, id: CodeId) -> AuthorizationCode | None:
        """The client before what it was given, like the one who removes it with all of that."""
        if not self._keeps(oauth_clients.c.id == CLIENT_OF, id):
            return None
        row = self.connection.execute(HELD, {"held": id}).one_or_none()
        return None if row is None else to_code(row)

    def save(self, code: AuthorizationCode) -> None:
        save(self.connection, authorization_codes, code_row(code))

    def forget(self, issued_before: datetime) -> int:
        old = select(OWN.id).where(OWN.issued_at < issued_before)
        free = old.limit(FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
        gone = self.connection.execute(delete(authorization_codes).where(OWN.id.in_(free)))
        return gone.rowcount

    def _keeps(self, which: ColumnElement[bool], held: CodeId | None) -> bool:
        """Let nobody remove the client until the work ends; returns whether it is there."""
        own = select(oauth_clients.c.id).where(which).with_for_update(read=True, key_share=True)
        return self.connection.execute(own, {"held": held} if held else {}).first() is not None
