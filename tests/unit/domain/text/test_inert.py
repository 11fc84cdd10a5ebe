"""Text that does nothing where it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.inert import ADDRESS, REMOVED, addresses, inert
from support.effort import assert_cheaper

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example",
        "https://evil.example/a?q=secret#x",
        "HTTPS://EVIL.EXAMPLE/",
        "ftp://evil.example/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "JaVaScRiPt:alert`1`",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:,x",
        "data:;base64,eA==",
        "mailto:eve@evil.example",
        "//evil.example/pixel.png",
        "www.evil.example",
        "evil.example/collect?q=1",
        "eve@evil.example",
        "blob:https://evil.example/1",
    ],
)
def test_an_address_that_nobody_knows_is_removed(address: str) -> None:
    said = inert(f"See {address} now.", NOTHING)
    assert REMOVED in said
    assert not addresses(said)


@pytest.mark.parametrize(
    "address", ["https://harbour.example/times", "www.harbour.example", "ada@harbour.example"]
)
def test_an_address_that_the_quote_holds_stays(address: str) -> None:
    text = f"Times are at {address}."
    assert inert(text, addresses(text)) == text


def test_a_longer_or_shorter_address_is_another() -> None:
    known = addresses("See https://harbour.example/times.")
    for other in ("https://harbour.example/times?q=secret", "https://harbour.example/t"):
        assert REMOVED in inert(f"See {other}.", known)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour opens at 6:30, and costs 2/3 of 12 euros.",
        "Results: the ratio is 3:1 (see data: below), i.e. 3/4.",
        "Python 3.11 and Node.js, U.S.A., e.g. this, and/or that.",
        "Der Bär — „Ursus“ — mag Honig 🍯, 👩‍🚀 and naïve bees.",
        "می‌خواهم and क्‍ष keep their joiners.",
        "If a < b and c > d, then [1, 2] stands.",
        "蜂蜜は腐らない。",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert inert(text, NOTHING) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", "< b>x< /b>"),
        ("<!-- x --><?php", "< !-- x -->< ?php"),
        ("![a](x)", "![a] (x)"),
        ("[a](&#106;avascript:x)", "[a] (&#106;avascript:x)"),
        ("[a][b]", "[a] [b]"),
        ("[b]: x", "[b] : x"),
        ("si\u200bx\u202eo'clock\u2066\U000e0041", "sixo'clock"),
        ("a\u200c\u200b\u200c\u200bb", "ab"),
        ("java\u200cscript:alert(1)", REMOVED + ")"),
    ],
)
def test_markup_and_hidden_characters_do_nothing(text: str, shown: str) -> None:
    assert inert(text, NOTHING) == shown


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a@", "-", "a-", "www", "a.b-", "z+", "data:", "//a.", "<", "javascript:"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert_cheaper(2, lambda: inert(text, NOTHING))


PIECES = st.sampled_from(
    ["http", "s://", "//", "a.example", "/x", "javascript:", "data:,", "](", "![", "[", "<", "a",
     "\u200b", "\u200c", "\u202e", " ", "www.", "@", ".", ":", "x", "[1]"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join) | st.text())
def test_whatever_is_said_nothing_live_is_left(text: str) -> None:
    said = inert(text, NOTHING)
    assert not ADDRESS.findall(said)
    assert "](" not in said
    assert "][" not in said
    assert inert(said, NOTHING) == said
