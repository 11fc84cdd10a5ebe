"""A client's redirect addresses, scope and secret."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import ClientKind, OAuthClient, SecretDigest
from domain.permissions.oauth.errors import ClientHasNoSecret, RedirectInvalid
from domain.permissions.oauth.redirects import leads, redirect_uri
from domain.permissions.people.lent import ClientId
from support.people import ADA, NOON

BACK = "https://app.example.org/back"
DIGEST, OTHER = SecretDigest("d" * 64), SecretDigest("e" * 64)


def client(kind: ClientKind, scope: KeyScope = KeyScope.WRITE) -> OAuthClient:
    redirects = () if kind is ClientKind.MACHINE else (BACK,)
    new = ClientId(UUID(int=9))
    return OAuthClient.registered(new, ADA, "Charts", kind, scope, redirects, DIGEST, NOON)


@given(st.integers(0, 65_535))
def test_a_program_on_this_machine_takes_any_port(port: int) -> None:
    assert leads("http://127.0.0.1/back", f"http://127.0.0.1:{port}/back")
    assert leads("http://[::1]:7/back?a=b", f"http://[::1]:{port}/back?a=b")
    assert not leads("http://localhost/back", f"http://localhost:{port}/back")
    assert not leads("https://127.0.0.1/back", f"https://127.0.0.1:{port}/back")
    assert not leads(BACK, f"https://app.example.org:{port}/back")


@given(st.text(max_size=80))
def test_anything_else_leads_nowhere(asked: str) -> None:
    for registered in (BACK, "http://127.0.0.1/back", "org.example.app:/back"):
        assert leads(registered, asked) is (registered == asked)


@given(st.text(max_size=80), st.booleans())
def test_an_address_is_taken_as_it_was_written_or_refused(written: str, is_public: bool) -> None:
    try:
        assert redirect_uri(written, is_public=is_public) == written
    except RedirectInvalid:
        return
    assert written.isascii()
    assert "#" not in written


def test_a_secret_is_proved_by_its_digest() -> None:
    made = client(ClientKind.CONFIDENTIAL)
    assert (made.is_proved_by(DIGEST), made.is_proved_by(OTHER)) == (True, False)
    rotated = made.rotated(OTHER)
    assert (rotated.is_proved_by(DIGEST), rotated.is_proved_by(OTHER)) == (False, True)
    assert "d" * 64 not in repr(made)


def test_a_public_client_is_proved_by_nothing() -> None:
    made = client(ClientKind.PUBLIC)
    assert not made.is_proved_by(DIGEST)
    with pytest.raises(ClientHasNoSecret):
        made.rotated(OTHER)


@pytest.mark.parametrize(
    ("asked", "given_scope"),
    [
        (None, KeyScope.WRITE),
        ("", KeyScope.WRITE),
        ("read", KeyScope.READ),
        ("read write", KeyScope.WRITE),
        ("read admin", None),
        ("openid", None),
        ("read  write", None),
        ("Read", None),
    ],
)
def test_a_scope_is_known_and_never_more_than_its_own(
    asked: str | None, given_scope: KeyScope | None
) -> None:
    assert client(ClientKind.PUBLIC).may_have(asked) is given_scope


@pytest.mark.parametrize("scope", list(KeyScope))
def test_a_machine_acts_within_the_lesser_of_its_scope_and_its_tokens(scope: KeyScope) -> None:
    acting = client(ClientKind.MACHINE).acting(scope)
    assert (acting.user_id, acting.organisation_id) == (ADA.user_id, ADA.organisation_id)
    assert acting.at_most == min(scope.level, KeyScope.WRITE.level)
