"""What keys for programs look like from outside."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from application.paging import Page
from application.permissions.access.machines.make_key import Made
from domain.permissions.access.api_key import ApiKey
from entrypoints.http.paging import cursor
from entrypoints.http.permissions.words import Name
from entrypoints.http.shapes import Moment

ScopeWord = Literal["read", "write", "admin"]


class KeyDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Without an end it lasts until it is taken back."""

    name: Name
    scope: ScopeWord
    expires_at: Moment | None = None


class KeyView(msgspec.Struct):
    """`last_used_at` is right to a few minutes."""

    id: UUID
    name: str
    scope: str
    person_id: UUID
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None

    @classmethod
    def of(cls, key: ApiKey) -> KeyView:
        return cls(
            id=key.id,
            name=key.name,
            scope=key.scope.value,
            person_id=key.person_id,
            created_at=key.created_at,
            expires_at=key.expires_at,
            last_used_at=key.last_used_at,
        )


class NewKeyView(KeyView, kw_only=True):
    """`key` is shown this once."""

    key: str

    @classmethod
    def made(cls, made: Made) -> NewKeyView:
        return cls(**msgspec.structs.asdict(KeyView.of(made.key)), key=made.secret)


class KeyList(msgspec.Struct):
    items: list[KeyView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[ApiKey]) -> KeyList:
        return cls([KeyView.of(one) for one in page.items], cursor(page.next))
