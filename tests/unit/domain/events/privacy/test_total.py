"""Redaction ends, and with a value, whatever it is given: one event may not stop the others."""

import json

import pytest

from domain.events.json_value import JsonValue
from domain.events.privacy import redact
from domain.privacy.signs import TOLD, signed
from domain.privacy.view import View
from support.effort import assert_cheaper


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({"note": "mail joe [at s\u0130gn] foo [dot] com"}, {"email": 1}),
        ({"note": "mail joe [at sign] foo [dot] com"}, {"email": 1}),
        ({"a": "4111", "b": "\u0661\u0661\u0661\u0661", "c": "1111", "d": "1111"}, {"card": 1}),
        ({"ip": ["1", "2", "3", "\u00b2"]}, {}),
        ({"ip": ["1", "2", "3", "\u0662"]}, {"ip": 1}),
    ],
    ids=["a capital I with a dot", "a small i", "digits of a script", "a superscript", "an octet"],
)
def test_odd_letters_and_digits_are_read(told: JsonValue, counts: dict[str, int]) -> None:
    assert redact(told).counts == counts


@pytest.mark.parametrize("odd", ["i\u0130", "i\u0131", "s\u017f", "k\u212a"], ids=ascii)
def test_words_for_signs_are_read_with_letters_that_are_others_in_small(odd: str) -> None:
    for word in (word for word in TOLD if odd[0] in word):
        text = f"joe [{word.replace(*odd)}] foo"
        assert signed(View.of(text)).text == signed(View.of(f"joe [{word}] foo")).text


def test_a_document_in_a_text_may_hold_what_is_no_text() -> None:
    held = r'{"half": "\ud800", "from": "joe@example.com"}'

    assert redact({"note": held}).value == {"note": r'{"half": "\ud800", "from": "[email]"}'}


def test_a_document_in_a_text_may_hold_a_number_larger_than_any_other() -> None:
    held = '{"many": 1%s, "from": "joe@example.com"}'

    assert redact({"note": held % ("0" * 400)}).value == {
        "note": '{"many": 1%s, "from": "[email]"}' % ("0" * 400)
    }


def test_levels_of_a_document_in_a_text_count_with_those_around_it() -> None:
    deep: JsonValue = json.dumps(_in_lists("joe@example.com", 190))
    redacted = redact(_in_lists(deep, 190))

    assert redacted.counts == {"email": 1}
    assert "joe" not in str(redacted.value)


def _in_lists(value: JsonValue, levels: int) -> JsonValue:
    for _ in range(levels):
        value = [value]
    return value


def test_lines_that_look_like_cut_addresses_take_no_time() -> None:
    line = "abcdefghijkl\n"

    assert_cheaper(1, lambda: redact({"note": line * (20_000 // len(line)) + "abcdefg"}))


def test_an_address_that_is_cut_in_two_is_still_found() -> None:
    told = "pay bc1qw508d6qejxtdg4\ny5r3zarvary0c5xw7kv8f3t4 soon"

    assert redact({"note": told}).value == {"note": "pay [crypto] soon"}
