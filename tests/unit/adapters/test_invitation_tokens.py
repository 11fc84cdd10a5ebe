"""Nobody makes or bends the token of an invitation without the secret."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.permissions.access.invitation_tokens import DerivedInvitationTokens
from domain.permissions.access.invitation import InvitationId

TOKENS = DerivedInvitationTokens(b"a" * 32)
ID = InvitationId(UUID(int=7))


@given(st.uuids())
def test_a_token_is_read_as_what_it_was_made_for(id: UUID) -> None:
    token = TOKENS.token(InvitationId(id))
    assert TOKENS.read(token) == id
    assert DerivedInvitationTokens(b"b" * 32).read(token) is None


@pytest.mark.parametrize("position", range(len(TOKENS.token(ID))))
def test_a_token_with_one_other_character_is_none(position: int) -> None:
    token = TOKENS.token(ID)
    for other in "AZaz09-_=\u00e9 ":
        bent = token[:position] + other + token[position + 1 :]
        assert bent == token or TOKENS.read(bent) is None


@given(st.text())
def test_what_we_did_not_make_is_none(text: str) -> None:
    assert TOKENS.read(text) is None
    assert TOKENS.read(f"pit_{text}") is None


@given(st.sampled_from(["", "=", "==", "\n", " "]))
def test_a_token_is_written_in_one_way(more: str) -> None:
    token = TOKENS.token(ID)
    assert (TOKENS.read(token + more) is not None) == (not more)
