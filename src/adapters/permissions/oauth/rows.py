"""Programs and codes as rows, and back."""

from typing import Any

from sqlalchemy import Row

from adapters.permissions.people.rows import lent_row
from domain.ids import OrganisationId, UserId
from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import ClientKind, OAuthClient, SecretDigest
from domain.permissions.oauth.code import AuthorizationCode, CodeId
from domain.permissions.people.lent import ClientId, Lent
from domain.permissions.people.session import SessionId
from domain.permissions.people.standing import Identity


def client_row(client: OAuthClient) -> dict[str, Any]:
    row = {name: getattr(client, name) for name in OAuthClient.__slots__}
    words = {"kind": client.kind.value, "scope": client.scope.value}
    return {**row, **words, "redirect_uris": list(client.redirect_uris)}


def to_client(row: Row[Any]) -> OAuthClient:
    return OAuthClient(
        id=ClientId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        person_id=UserId(row.person_id),
        name=row.name,
        kind=ClientKind(row.kind),
        scope=KeyScope(row.scope),
        redirect_uris=tuple(row.redirect_uris),
        created_at=row.created_at,
        digest=None if row.digest is None else SecretDigest(row.digest),
        epoch=row.epoch,
    )


def code_row(code: AuthorizationCode) -> dict[str, Any]:
    return {
        "id": code.id,
        **lent_row(code.lent),
        "user_id": code.by.user_id,
        "own_session_id": code.by.session_id,
        "redirect_uri": code.redirect_uri,
        "challenge": code.challenge,
        "issued_at": code.issued_at,
        "session_id": code.session_id,
    }


def to_code(row: Row[Any]) -> AuthorizationCode:
    organisation_id = OrganisationId(row.organisation_id)
    return AuthorizationCode(
        id=CodeId(row.id),
        by=Identity(UserId(row.user_id), SessionId(row.own_session_id)),
        lent=Lent(ClientId(row.client_id), organisation_id, KeyScope(row.scope)),
        redirect_uri=row.redirect_uri,
        challenge=row.challenge,
        issued_at=row.issued_at,
        session_id=None if row.session_id is None else SessionId(row.session_id),
    )
