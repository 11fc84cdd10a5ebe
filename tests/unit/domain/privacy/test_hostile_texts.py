"""No text takes long to read: ten times as many characters take ten times as long."""

import pytest

from domain.privacy import find
from support.effort import assert_cheaper, effort

ENDLESS = (
    "1",
    "4",
    "@",
    "a",
    "A",
    "%25",
    "%",
    "\\",
    "+1",
    "(",
    "&#",
    ":",
    "a@",
    "1 ",
    "12 ",
    "4234 ",
    "[at]",
    "a at b dot ",
    "\\u0034",
    "://",
    "\u200b",
    "１",
    "DE89 ",
    "0912 ",
    "YWFh",
    "1-",
    "1.",
    "j ",
    "а",
    "fe80::1 ",
    "passport A123456 ",
    "0912345678 ",
    "a.b@c.de ",
    "x_at_",
    "0x",
    "bc1",
    "-",
    " ",
    "\n",
    "1|",
    "a|",
    "1, ",
    "=41",
    "(dot) ",
    "không ",
    "AB1,",
    "\\41 ",
    "1\u0301",
    "[1]",
    "-at-",
    "GB82 WEST ",
    "U+0031 ",
    "31 ",
    "'1' + ",
    "tel [12] ",
    "card 1|a ",
    "ip 1 : ",
    "1`1`",
    "<b hidden>",
    "một_",
    "0x31 ",
)
SHORT, LONG = 20_000, 200_000


def seconds(text: str) -> float:
    return effort(lambda: find(text))


@pytest.mark.slow
@pytest.mark.parametrize("piece", ENDLESS, ids=repr)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (SHORT, LONG))

    assert seconds(long) < 30 * seconds(short) + 0.2


@pytest.mark.parametrize("piece", ENDLESS[:12], ids=repr)
def test_a_hundred_thousand_characters_take_no_time(piece: str) -> None:
    assert_cheaper(1, lambda: find(piece * (100_000 // len(piece))))


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", "@", "a", "%25", "%", "%2525"], ids=repr)
def test_a_million_characters_take_less_than_a_second(piece: str) -> None:
    assert_cheaper(1, lambda: find(piece * (1_000_000 // len(piece))))
