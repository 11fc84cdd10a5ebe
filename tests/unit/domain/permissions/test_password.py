"""A password is the same however it is typed, and no more is hashed than a person types."""

import pytest

from domain.permissions.people.errors import PasswordInvalid
from domain.permissions.people.password import Password


def test_composed_and_decomposed_letters_are_the_same_password() -> None:
    assert Password.typed("cafe\u0301 cafe\u0301") == Password.typed("café café")


def test_blanks_of_every_kind_are_the_same_and_those_at_the_ends_count() -> None:
    assert Password.typed("a\u00a0long\u2003one") == Password.typed("a long one")
    assert Password.typed("  password") != Password.typed("password")
    assert Password.typed("password ") != Password.typed("password")


def test_capitals_and_lookalikes_are_other_passwords() -> None:
    assert len({Password.typed(one) for one in ("password", "Password", "ｐassword")}) == 3


def test_all_of_a_long_password_counts() -> None:
    longer = ["a" * size for size in (71, 72, 73, 1_023, 1_024)]
    assert len({Password.typed(one) for one in longer}) == 5


@pytest.mark.parametrize(
    "typed",
    ["", "a", "1234567", "a" * 1_025, "é" * 513, "a" * 1_000_000, "e\u0301" * 600, "pass\0word",
     "pass\nword", "password\r", "pass\x7fword", "pass\ud800word", "\u1112\u1161\u11ab" * 7],
)  # fmt: skip
def test_what_nobody_may_have_is_refused(typed: str) -> None:
    with pytest.raises(PasswordInvalid):
        Password.typed(typed)


def test_a_password_is_never_shown() -> None:
    assert "correct" not in repr(Password.typed("correct horse"))
