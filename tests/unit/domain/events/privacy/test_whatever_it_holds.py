"""Whatever an event holds, its redaction ends, says what can be sealed, and costs little."""

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.events.json_value import JsonValue
from domain.events.privacy import redact
from support.effort import assert_cheaper

ODD = (
    "aiks .,:;@/\\+-_()[]{}<>=%&#'\"\n\r\t0123456789"
    "\u0130\u0131\u017f\u212a\u00b2\u00b9\u2460\u2488\u0661\u0662\u0967\uff11\u0301\u0307\u200b\u200d\u202e\u00ad\x00\x85"
)
PIECES = st.sampled_from(
    "[at] |=dot=|(s\u0130gn)|joe@example.com|4111|+84|0912345678|DE89|fe80::1|\\u0034|%41|&#52;|"
    "=41|one two three|abcdefghijkl\nabcdefg|0x|bc1q|passport |YWFh|\ud800|\udc00".split("|")
)
TEXTS = st.one_of(
    st.text(ODD, max_size=40),
    st.text(st.characters(exclude_categories=()), max_size=12),
    st.lists(PIECES | st.text(ODD, max_size=4), max_size=8).map("".join),
)
NAMES = st.sampled_from(
    "ip card phone type value number kind email iban code country_code user domain first name"
    " customer wallet dob address note a".split()
)
NUMBERS = st.integers() | st.floats() | st.integers(-(10**400), 10**400)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda within: st.one_of(
        st.lists(within, max_size=5),
        st.dictionaries(NAMES | TEXTS, within, max_size=5),
        within.map(json.dumps),
    ),
    max_leaves=10,
)


@given(VALUES)
def test_it_never_raises_and_ends_soon(told: JsonValue) -> None:
    assert_cheaper(1, lambda: redact(told))


@given(
    st.dictionaries(
        NAMES,
        st.lists(st.text("0123456789\u00b2\u2460\u0661\u0967", min_size=1, max_size=5), max_size=5),
    )
)
def test_digits_of_any_script_may_stand_in_any_field(told: dict[str, JsonValue]) -> None:
    redact(told)
    redact(list(told.values()))


@given(VALUES.map(json.dumps))
def test_what_a_text_held_can_be_sealed(told: str) -> None:
    msgspec.msgpack.encode(redact({"note": told}).value)
