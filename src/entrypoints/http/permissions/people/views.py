"""Bodies about people and sessions."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec

from application.paging import Page
from application.permissions.people.handing_out import TokenPair
from domain.permissions.people.account import LONGEST_NAME, Account
from domain.permissions.people.password import LONGEST_BYTES, SHORTEST
from domain.permissions.people.session import Session, SessionId
from entrypoints.http.paging import cursor
from entrypoints.http.permissions.words import Email
from entrypoints.http.shapes import STORABLE, Moment

WITHIN = r"[^\x00-\x1f\x7f-\x9f]*"
WORDS: dict[str, Any] = {"pattern": rf"^{WITHIN}[^\s\x00-\x1f\x7f-\x9f]{WITHIN}$"}
LONGEST_TOKEN = 200
Password = Annotated[str, msgspec.Meta(min_length=1, extra_json_schema=STORABLE)]
NewPassword = Annotated[
    str,
    msgspec.Meta(
        min_length=SHORTEST,
        description=f"At least {SHORTEST} characters and at most {LONGEST_BYTES} bytes.",
        extra_json_schema={"format": "password"},
    ),
]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME, extra_json_schema=WORDS)]
Token = Annotated[
    str, msgspec.Meta(min_length=1, max_length=LONGEST_TOKEN, extra_json_schema=STORABLE)
]


class SignUpDraft(msgspec.Struct, forbid_unknown_fields=True):
    email: Email
    password: NewPassword
    name: Name | None = None


class AskedView(msgspec.Struct, omit_defaults=True):
    """The same whether or not the address has an account; the letter tells its owner which.

    `verification_token` stands in the letter; it is only here when letters go to the console.
    """

    detail: str
    verification_token: str | None = None


class Proof(msgspec.Struct, forbid_unknown_fields=True):
    token: Token


class SignInDraft(msgspec.Struct, forbid_unknown_fields=True):
    email: Email
    password: Password


class RefreshDraft(msgspec.Struct, forbid_unknown_fields=True):
    refresh_token: Token


class TokensView(msgspec.Struct):
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int

    @classmethod
    def of(cls, pair: TokenPair) -> TokensView:
        return cls(pair.access, pair.refresh, "Bearer", pair.expires_in)


class ResetDraft(msgspec.Struct, forbid_unknown_fields=True):
    email: Email


class ResetCompletion(msgspec.Struct, forbid_unknown_fields=True):
    token: Token
    password: NewPassword


class PasswordChangeDraft(msgspec.Struct, forbid_unknown_fields=True):
    current: Password
    new: NewPassword


class MePatch(msgspec.Struct, forbid_unknown_fields=True):
    name: Name | None


class MeView(msgspec.Struct):
    id: UUID
    email: str
    name: str | None
    created_at: Moment

    @classmethod
    def of(cls, account: Account) -> MeView:
        return cls(account.id, account.email, account.name, account.created_at)


class SessionView(msgspec.Struct):
    """`device` is what the program called itself; `refreshed_at` is when it was last heard of.

    `client_id` says to which client you lent it; `device` is that client's name then.
    """

    id: UUID
    device: str
    client_id: UUID | None
    started_at: Moment
    refreshed_at: Moment
    expires_at: Moment
    current: bool


class SessionList(msgspec.Struct):
    items: list[SessionView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Session], current: SessionId) -> SessionList:
        items = [
            SessionView(
                one.id,
                one.client,
                one.lent_to,
                one.started_at,
                one.rotated_at,
                one.expires_at,
                current=one.id == current,
            )
            for one in page.items
        ]
        return cls(items, cursor(page.next))
