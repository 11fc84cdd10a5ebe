"""Accounts, challenges, sessions and keys as rows, and back."""

from typing import Any

from sqlalchemy import Row

from domain.ids import OrganisationId, UserId
from domain.permissions.access.machine import KeyScope
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.lent import ClientId, Lent
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import KeyId, SigningKey


def account_row(account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in Account.__slots__}


def to_account(row: Row[Any]) -> Account:
    return Account(
        id=UserId(row.id),
        email=EmailAddress(row.email),
        name=row.name,
        password=PasswordHash(row.password),
        created_at=row.created_at,
        epoch=row.epoch,
        suspended_at=row.suspended_at,
        version=row.version,
    )


def challenge_row(challenge: Challenge) -> dict[str, Any]:
    row = {name: getattr(challenge, name) for name in Challenge.__slots__}
    return {**row, "purpose": challenge.purpose.value}


def to_challenge(row: Row[Any]) -> Challenge:
    return Challenge(
        id=ChallengeId(row.id),
        purpose=Purpose(row.purpose),
        email=EmailAddress(row.email),
        asked_at=row.asked_at,
        name=row.name,
        password=None if row.password is None else PasswordHash(row.password),
    )


def session_row(session: Session) -> dict[str, Any]:
    row = {name: getattr(session, name) for name in Session.__slots__}
    del row["lent"]
    return row | lent_row(session.lent)


def to_session(row: Row[Any]) -> Session:
    return Session(
        id=SessionId(row.id),
        user_id=UserId(row.user_id),
        client=row.client,
        started_at=row.started_at,
        rotated_at=row.rotated_at,
        expires_at=row.expires_at,
        generation=row.generation,
        ended_at=row.ended_at,
        lent=to_lent(row),
    )


def lent_row(lent: Lent | None) -> dict[str, Any]:
    if lent is None:
        return {"client_id": None, "organisation_id": None, "scope": None}
    return {
        "client_id": lent.client_id,
        "organisation_id": lent.organisation_id,
        "scope": lent.scope.value,
    }


def to_lent(row: Row[Any]) -> Lent | None:
    if row.client_id is None:
        return None
    organisation_id = OrganisationId(row.organisation_id)
    return Lent(ClientId(row.client_id), organisation_id, KeyScope(row.scope))


def key_row(key: SigningKey) -> dict[str, Any]:
    return {name: getattr(key, name) for name in SigningKey.__slots__}


def to_key(row: Row[Any]) -> SigningKey:
    return SigningKey(
        id=KeyId(row.id),
        public=row.public,
        sealed=row.sealed,
        made_at=row.made_at,
        signs_from=row.signs_from,
    )
