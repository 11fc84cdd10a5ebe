"""Disguises over each other are taken off; what shows only then wants a check or a word."""

import base64

import pytest

from domain.events.privacy import redact
from domain.privacy import Finding, find

WORN = (
    ("john.doe(at)example(dot)com", "email"),
    ("john.doe«a còng»example«chấm»com", "email"),
    ("john.doe/@/example/dot/com", "email"),
    ("john.doe&ZeroWidthSpace;@example&period;com", "email"),
    ("j o h n . d o e @ e x a m p l e . c o m", "email"),
    ("jоhn.dοe@ехаmрlе.соm", "email"),
    ("ᴊohn.doe@example.com", "email"),
    ("john underscore doe at gmail dot com", "email"),
    ("john.doe at-the-rate gmail period com", "email"),
    ("john\\_doe@example.com", "email"),
    ("203[.]0[dot]113[.]7", "ip"),
    ("2001[:]db8[:][:]7334", "ip"),
    ("4111|1111|1111|1111", "card"),
    ("4012ー8888ー8888ー1881", "card"),
    ("G̲B̲8̲2̲ ̲W̲E̲S̲T̲1̲2̲3̲4̲5̲6̲9̲8̲7̲6̲5̲4̲3̲2", "iban"),
    ("=47=42=38=32=57=45=53=54=31=32=33=34=35=36=39=38=37=36=35=34=33=32", "iban"),
    ("GB⋯82W⋯EST1⋯2345⋯69876⋯54⋯32", "iban"),
    ("\\ud835\\udfd2012888888881881", "card"),
    ("four zero one 2 acht 8 8 eight 8 8 tám 8 uno 8 eight 1", "card"),
)


@pytest.mark.parametrize(("written", "kind"), WORN)
def test_a_finding_is_what_was_worn(written: str, kind: str) -> None:
    before = "see → "

    assert find(f"{before}{written} ok") == [Finding(kind, len(before), len(before) + len(written))]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("phone 0912|345|678", "phone [phone]"),
        ("row 0912|345|678", "row 0912|345|678"),
        ("CCCD 0012;0343;4275", "CCCD [national_id]"),
        ("2965;1072;9243", "2965;1072;9243"),
        ("sđt: không chín một hai ba bốn năm sáu bảy tám", "sđt: [phone]"),
        ("order one two three four five six seven eight nine", None),
        ("1 0 1 1 0 1 0 1 1 0 1 1", None),
        ("S A L E   T O D A Y", None),
        ("/a/b/at/c.d/index", None),
        ("Egyptian national ID 20305261297182", "Egyptian national ID [national_id]"),
        ("serial 7956-8160-1690", None),
    ],
)
def test_what_shows_only_then_wants_a_check_or_a_word(text: str, left: str | None) -> None:
    assert redact(text).value == (left or text)


def test_a_word_before_an_encoded_text_announces_what_is_in_it() -> None:
    number = base64.b64encode("to 0912🔹345🔹678".encode()).decode()

    assert redact(f"phone: {number}").value == "phone: [phone]"
    assert redact(f"value: {number}").counts == {}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("call 784.454.7485x5456 now", "call [phone] now"),
        ("(629)494-4746x0547", "[phone]"),
        ("+353 (0)86 458 5612 máy lẻ 105", "[phone]"),
        ("ring 011 44 20 7928 5302", "ring [phone]"),
        ("0033 1 38 39 76 42", "[phone]"),
        ("due 2026-04-14 14:30:00", None),
        ("at=1777201490 took=12ms", None),
        ("personal number 296973291506", "personal number [national_id]"),
    ],
)
def test_numbers_are_seen_in_the_forms_of_their_countries(text: str, left: str | None) -> None:
    assert redact(text).value == (left or text)
