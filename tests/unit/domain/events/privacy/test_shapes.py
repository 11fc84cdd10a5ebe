"""Objects like those before are judged without a second look, and no worse."""

from hypothesis import given
from hypothesis import strategies as st

from domain.events.json_value import JsonValue
from domain.events.privacy import redact, redaction, shapes

NAMES = st.sampled_from(
    "type value number kind email name first user domain country_code code phone customer wallet"
    " address prefix line note ip total a ada@example.com".split()
)
TEXTS = st.sampled_from(
    "passport|phone|C1234567|ada|example.com|@example.com|84|912345678|4111|1111|DE89"
    "|370400440532013000|EUR|192|168|Ada Lovelace|paid".split("|")
)
VALUES = st.recursive(
    TEXTS | st.sampled_from([None, True, 12, 1234, 84_912_345_678, 1.5]),
    lambda within: st.lists(within, max_size=4) | st.dictionaries(NAMES, within, max_size=5),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_an_object_is_judged_alike_whatever_was_seen_before(told: dict[str, JsonValue]) -> None:
    later = redact(told)
    shapes.KNOWN.clear()
    redaction.SEEN_CLEAN.clear()
    assert redact(told) == later


def test_what_a_value_is_that_another_tells_is_looked_at_each_time() -> None:
    redact({"type": "colour", "value": "C1234567"})
    assert redact({"type": "passport", "value": "C1234567"}).value != {
        "type": "passport",
        "value": "C1234567",
    }


def test_nothing_personal_and_no_sentence_is_remembered() -> None:
    texts: list[JsonValue] = [
        "ada@example.com",
        "+84 912 345 678",
        "as agreed, by the west door of the harbour",
    ]
    redact({"note": texts, "ada@example.com": "paid"})
    assert redaction.SEEN_CLEAN.isdisjoint(map(str, texts))
    assert not any("ada@example.com" in names for names, _ in shapes.KNOWN)
