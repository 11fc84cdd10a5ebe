"""What an organisation's programs look like from outside."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from application.paging import Page
from application.permissions.oauth.register_client import Registered
from domain.permissions.oauth.client import OAuthClient
from domain.permissions.oauth.redirects import LONGEST, MOST
from entrypoints.http.paging import cursor
from entrypoints.http.permissions.machines.views import ScopeWord
from entrypoints.http.permissions.words import Name
from entrypoints.http.shapes import STORABLE, Moment

KindWord = Literal["public", "confidential", "machine"]
Address = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST, extra_json_schema=STORABLE)]
Addresses = Annotated[list[Address], msgspec.Meta(max_length=MOST)]


class ClientDraft(msgspec.Struct, forbid_unknown_fields=True):
    """`scope` is the most that it may ever be given; a machine has no `redirect_uris`."""

    name: Name
    kind: KindWord
    scope: ScopeWord = "read"
    redirect_uris: Addresses = msgspec.field(default_factory=list)


class ClientView(msgspec.Struct):
    """Its `id` is the `client_id` of OAuth; `person_id` is who registered it."""

    id: UUID
    name: str
    kind: str
    scope: str
    redirect_uris: list[str]
    person_id: UUID
    created_at: Moment

    @classmethod
    def of(cls, client: OAuthClient) -> ClientView:
        return cls(
            id=client.id,
            name=client.name,
            kind=client.kind.value,
            scope=client.scope.value,
            redirect_uris=list(client.redirect_uris),
            person_id=client.person_id,
            created_at=client.created_at,
        )


class RegisteredView(ClientView, kw_only=True):
    """`client_secret` is shown this once; a public client has none."""

    client_secret: str | None

    @classmethod
    def made(cls, made: Registered) -> RegisteredView:
        view = msgspec.structs.asdict(ClientView.of(made.client))
        return cls(**view, client_secret=made.secret)


class ClientList(msgspec.Struct):
    items: list[ClientView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[OAuthClient]) -> ClientList:
        return cls([ClientView.of(one) for one in page.items], cursor(page.next))
