"""One mailbox has one spelling, and no two mailboxes look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.permissions.people.email_address import email_address
from domain.permissions.people.errors import EmailInvalid


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ada@example.com", "ada@example.com"),
        ("Ada.Lovelace@EXAMPLE.Com", "ada.lovelace@example.com"),
        ("ada+harbour@example.com", "ada+harbour@example.com"),
        ("ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ada@example.com"),
        ("ada@münchen.example", "ada@xn--mnchen-3ya.example"),
        ("ada@MU\u0308NCHEN.example", "ada@xn--mnchen-3ya.example"),
        ("ada@XN--MNCHEN-3YA.example", "ada@xn--mnchen-3ya.example"),
        ("ada@例え。テスト", "ada@xn--r8jz45g.xn--zckzah"),
        ("o'neill_{x}@sub.example.co", "o'neill_{x}@sub.example.co"),
        ("ada@localhost", "ada@localhost"),
        ("a" * 64 + "@example.com", "a" * 64 + "@example.com"),
    ],
)
def test_it_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert email_address(written) == kept


@pytest.mark.parametrize(
    "written",
    ["", "@", "ada", "ada@", "@example.com", "ada@@example.com", "a@b@example.com",
     " ada@example.com",
     "ada@example.com ", "ada @example.com", "ada@exam ple.com", "ada@example.com.",
     "ada@.example.com",
     "ada@example..com", ".ada@example.com", "ada.@example.com", "a..da@example.com",
     "ada@-example.com", "ada@example-.com", "ada@exam_ple.com", '"ada b"@example.com',
     "ada@[127.0.0.1]", "Ada <ada@example.com>", "ada@example.com,eve@example.com",
     "ada\r\nBcc: eve@example.com@example.com", "ada@example.com\r\nBcc: eve@example.com",
     "ada\0@example.com", "ada@example.com\0", "ada\n@example.com", "ada\u2028@example.com",
     "a" * 65 + "@example.com", "ada@" + "a" * 64 + ".com", "a" * 300 + "@example.com", "a" * 320,
     "ada@" + ".".join(["a" * 60] * 5), "ada\u200b@example.com", "ada\u202e@example.com",
     "\ud800@example.com", "ada@\ud800.com"],
)  # fmt: skip
def test_what_no_mailbox_has_is_refused(written: str) -> None:
    with pytest.raises(EmailInvalid):
        email_address(written)


def test_a_letter_that_only_looks_like_another_makes_no_second_ada() -> None:
    with pytest.raises(EmailInvalid):
        email_address("\u0430da@example.com")  # a Cyrillic a
    assert email_address("ada@ex\u0430mple.com") == "ada@xn--exmple-4nf.com"


@given(st.text(max_size=80) | st.emails())
def test_a_kept_address_is_its_own_spelling_and_fits_into_a_header(written: str) -> None:
    try:
        kept = email_address(written)
    except EmailInvalid:
        return
    assert email_address(kept) == kept
    assert kept.isascii()
    assert kept.isprintable()
    assert " " not in kept
    assert len(kept) <= 254
