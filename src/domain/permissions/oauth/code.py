"""An authorization code: a yes that one program may exchange, once and soon, for a session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from domain.permissions.people.lent import Lent
from domain.permissions.people.session import SessionId
from domain.permissions.people.standing import Identity

CodeId = NewType("CodeId", UUID)
CODE_LASTS = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationCode:
    """`by` said yes, in that session of theirs; `session_id` is the one that it was used for.

    `challenge` is the SHA-256 of a secret that only the program knows (RFC 7636).
    """

    id: CodeId
    by: Identity
    lent: Lent
    redirect_uri: str
    challenge: str
    issued_at: datetime
    session_id: SessionId | None = None

    def is_alive(self, now: datetime) -> bool:
        return self.session_id is None and now < self.issued_at + CODE_LASTS

    def spent(self, session_id: SessionId) -> AuthorizationCode:
        return replace(self, session_id=session_id)
