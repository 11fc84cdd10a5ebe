"""An account's name, password and suspension."""

from uuid import UUID

import pytest

from domain.ids import UserId
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.email_address import email_address
from domain.permissions.people.errors import NameInvalid
from support.people import NOON

ADA = Account(
    id=UserId(UUID(int=1)),
    email=email_address("ada@example.com"),
    name=None,
    password=PasswordHash("$argon2id$secret"),
    created_at=NOON,
)


def test_a_new_name_makes_a_new_version() -> None:
    named = ADA.renamed("  Ada Lovelace ")
    assert (named.name, named.version, named.epoch) == ("Ada Lovelace", 2, 1)
    assert named.renamed(None).name is None


@pytest.mark.parametrize(
    "name", ["", "  ", "\u00a0", "a" * 201, "Ada\r\nBcc: x", "A\0da", "A\x1bda"]
)
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(NameInvalid):
        ADA.renamed(name)


def test_a_recovered_account_lets_no_token_of_before_in() -> None:
    recovered = ADA.recovered(PasswordHash("another"))
    assert (recovered.epoch, recovered.password) == (2, "another")
    assert ADA.with_password(PasswordHash("another")).epoch == 1


def test_tokens_of_before_a_suspension_stay_worthless_after_it() -> None:
    suspended = ADA.suspended(NOON)
    assert not suspended.is_active
    assert suspended.suspended(NOON) == suspended
    assert suspended.reinstated().is_active
    assert suspended.reinstated().epoch == 2


def test_a_hash_is_not_shown() -> None:
    assert "secret" not in repr(ADA)
