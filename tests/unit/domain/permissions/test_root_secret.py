"""Tokens that are computed, and that nobody else can compute."""

import pytest

from domain.permissions.people.root_secret import DerivedTokens, RootSecret

OURS = DerivedTokens(RootSecret(b"a secret of ours"), "tests", "ptt_")
BODY = bytes(range(16))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_a_token_is_read_back() -> None:
    assert OURS.body(OURS.token(BODY), 16) == BODY
    assert OURS.token(BODY) == OURS.token(BODY)


def test_another_secret_or_purpose_makes_another_token() -> None:
    others = [
        DerivedTokens(RootSecret(b"a secret of ours"), "others", "ptt_"),
        DerivedTokens(RootSecret(b"a secret of theirs"), "tests", "ptt_"),
    ]
    assert [one.body(OURS.token(BODY), 16) for one in others] == [None, None]


def test_every_character_counts() -> None:
    token = OURS.token(BODY)
    for place in range(len(token)):
        changed = "x" if token[place] != "x" else "y"
        assert OURS.body(token[:place] + changed + token[place + 1 :], 16) is None


def test_bits_after_the_last_byte_must_be_as_we_wrote_them() -> None:
    seventeen = bytes(17)
    token = OURS.token(seventeen)  # 49 bytes: four bits are left over
    last = LETTERS.index(token[-1])
    for more in range(1, 16):
        assert OURS.body(token[:-1] + LETTERS[last ^ more], 17) is None


@pytest.mark.parametrize(
    "token", ["", "ptt_", "ptt_é", "x", "ptt_" + "A" * 64, "ptt_====", "ptt_A"]
)
def test_what_we_did_not_make_is_nothing(token: str) -> None:
    assert OURS.body(token, 16) is None


def test_the_secret_is_never_shown() -> None:
    assert "ours" not in repr(OURS)
