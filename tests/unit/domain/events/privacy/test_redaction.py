"""Events without their personal data, and with all else as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events.json_value import JsonValue
from domain.events.privacy import Redacted, redact

CLEAN: JsonValue = {
    "id": "a-1",
    "n": [1, 2.5, None, True, "giao trước 17:30"],
    "at": "2026-11-21T10:15:00Z",
}


def test_nothing_personal_nothing_changed() -> None:
    assert redact(CLEAN) == Redacted(CLEAN, {})


def test_every_finding_becomes_its_token_and_is_counted() -> None:
    event: JsonValue = {
        "note": "a@example.com hoặc b@example.com",
        "inner": [{"ip": "10.1.2.3", "n": 4111111111111111}],
    }

    assert redact(event) == Redacted(
        {"note": "[email] hoặc [email]", "inner": [{"ip": "[ip]", "n": "[card]"}]},
        {"email": 2, "ip": 1, "card": 1},
    )


def test_keys_that_become_alike_stay_apart() -> None:
    assert redact({"a@example.com": 1, "b@example.com": 2}).value == {"[email]": 1, "[email] 2": 2}
    assert redact({"a@example.com": 1, "[email]": 2}).value == {"[email]": 1, "[email] 2": 2}


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"user": "john.doe", "domain": "example.com"}, "email"),
        ({"domain": "example.com", "user": "john.doe"}, "email"),
        ({"country_code": "+84", "number": "912345678"}, "phone"),
        ({"country_code": 84, "number": 912345678}, "phone"),
        ({"a": "4111", "b": "1111", "c": "1111", "d": "1111"}, "card"),
        (["4111", "1111", "1111", "1111"], "card"),
        ({"x": "DE89", "y": "370400440532", "z": "013000"}, "iban"),
    ],
)
def test_what_is_split_over_neighbours_is_one_finding(event: JsonValue, kind: str) -> None:
    redacted = redact(event)

    assert redacted.counts == {kind: 1}
    values = redacted.value.values() if isinstance(redacted.value, dict) else redacted.value
    assert set(values) == {f"[{kind}]"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("phone", "912345678", "phone"),
        ("phoneNumber", 912345678, "phone"),
        ("so_dien_thoai", "912 345 678", "phone"),
        ("email", "root@localhost", "email"),
        ("ssn", "078051121", "national_id"),
        ("passport", "C1234567", "national_id"),
        ("cccd", 79203012345, "national_id"),
        ("number", "912345678", None),
        ("order_id", "0912345678", None),
        ("phone_count", 912345678, None),
        ("version", "1.2.3.4", None),
        ("email_sent", "yes", None),
        ("phone", "none", None),
    ],
)
def test_a_fields_name_says_what_to_expect(name: str, value: JsonValue, kind: str | None) -> None:
    assert redact({name: value}).counts == ({kind: 1} if kind else {})


def test_what_is_nested_too_deep_to_walk_is_dropped() -> None:
    event: JsonValue = "a@example.com"
    for _ in range(1000):
        event = [event]

    assert "example" not in repr(redact(event).value)


VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.from_regex(r"[0-9 .+-]{4,24}"),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text() | st.sampled_from(["phone", "user", "domain"]), inner)
    ),
    max_leaves=25,
)


@given(VALUES)
def test_nothing_raises_and_what_is_redacted_stays(value: JsonValue) -> None:
    once = redact(value)

    assert all(count > 0 for count in once.counts.values())
    assert once.counts or repr(once.value) == repr(value)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"phone": ["0912", "345", "678"]}, "phone"),
        ({"country_code": "+1", "area_code": "415", "number": "5550132"}, "phone"),
        ({"ssn1": "536", "ssn2": "90", "ssn3": "4399"}, "national_id"),
        ({"phones": ["0912345678", "0987654321"]}, None),
        ({"area": "120", "number": "12"}, None),
        ({"số điện thoại": "912345678"}, "phone"),
        ({"phone": "2026-11-21"}, None),
    ],
)
def test_pieces_count_once_and_whole_ones_each(event: JsonValue, kind: str | None) -> None:
    expected = {kind: 1} if kind else ({"phone": 2} if "phones" in repr(event) else {})

    assert redact(event).counts == expected
