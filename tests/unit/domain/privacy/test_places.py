"""Findings stand where the text has them, also when it had to be decoded to see them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.privacy import Finding, find

DISGUISED = (
    "john@example.com",
    "john%40example.com",
    "john%2540example.com",
    "john&#64;example.com",
    "john\\u0040example.com",
    "ｊｏｈｎ＠ｅｘａｍｐｌｅ．ｃｏｍ",
    "jo\u200bhn@exam\u00adple.com",
    "jоhn@exаmple.com",
    "john [at] example [dot] com",
    base64.b64encode(b"to john@example.com").decode(),
    "j o h n @ e x a m p l e . c o m",
    "johnATexampleDOTcom",
)


@pytest.mark.parametrize("written", DISGUISED)
def test_a_finding_is_the_address_as_it_was_written(written: str) -> None:
    before = "viết cho "

    assert find(f"{before}{written}, ok") == [
        Finding("email", len(before), len(before) + len(written))
    ]


def test_neighbours_are_found_apart() -> None:
    text = "4012888888881881 4012-8888-8888-1881, 0912 345 678 +1 415 555 0132"

    assert [text[one.start : one.end] for one in find(text)] == [
        "4012888888881881",
        "4012-8888-8888-1881",
        "0912 345 678",
        "+1 415 555 0132",
    ]


ALPHABET = st.characters() | st.sampled_from("@.%:/-+ 0123456789&#;\\u[]()at")


@given(st.text(ALPHABET, max_size=80))
def test_whatever_the_text_findings_lie_in_it_in_order(text: str) -> None:
    done = 0
    for one in find(text):
        assert done <= one.start < one.end <= len(text)
        done = one.end
