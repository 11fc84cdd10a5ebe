"""Events become one form, whichever way they came."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events.incoming import Incoming
from domain.events.json_value import JsonValue
from domain.events.normalising import in_form, normalise, outlined

ZALO: dict[str, JsonValue] = {
    "app_id": "360846524940903967",
    "event_name": "user_send_text",
    "sender": {"id": "246845883529197922"},
    "recipient": {"id": "388613280878808645"},
    "message": {
        "text": "  Cho em ho\u0309i gia\u0301 \x00a\u0323 ",
        "msg_id": "96d3cdf3af150460909",
    },
    "timestamp": "1795262400123",
}
PLAIN = Incoming(id="e-1", source="shop", type="webhook", data=None)


def with_data(data: JsonValue, **more: str) -> Incoming:
    return normalise(PLAIN._replace(data=data, **more))  # type: ignore[arg-type]


def test_a_zalo_message_becomes_a_chat_message() -> None:
    event = with_data(ZALO)

    assert event.type == "chat.message"
    assert event.data == {
        "channel": "zalo",
        "direction": "inbound",
        "message_id": "96d3cdf3af150460909",
        "sender": "246845883529197922",
        "recipient": "388613280878808645",
        "text": "Cho em hỏi giá ạ",
        "attachments": [],
    }
    assert event.occurred_at == datetime(2026, 11, 21, 12, 0, 0, 123000, tzinfo=UTC)
    assert event.subject == "zalo:246845883529197922"


def test_what_the_account_sends_is_about_whom_it_is_sent_to() -> None:
    sent = with_data({**ZALO, "event_name": "oa_send_text"})

    assert isinstance(sent.data, dict)
    assert sent.data["direction"] == "outbound"
    assert sent.subject == "zalo:388613280878808645"


def test_a_picture_is_a_message_without_text() -> None:
    picture: JsonValue = [{"type": "image", "payload": {"url": "https://example.com/a.jpg"}}]
    event = with_data(
        {
            **ZALO,
            "event_name": "user_send_image",
            "message": {"msg_id": "m", "attachments": picture},
        }
    )

    assert isinstance(event.data, dict)
    assert event.data["attachments"] == picture
    assert event.data["text"] == ""


def test_a_follower_is_no_message() -> None:
    followed: JsonValue = {
        "event_name": "follow",
        "follower": {"id": "1"},
        "timestamp": "1795262400123",
    }

    event = with_data(followed)

    assert event.type == "webhook"
    assert event.occurred_at is not None


@pytest.mark.parametrize(
    "data",
    [
        {"from": "0912 345 678", "to": "shop", "body": "alo", "id": "m-1", "channel": "sms"},
        {
            "sender": {"phone": "+84912345678"},
            "recipient": "shop",
            "text": "alo",
            "message_id": "m-1",
            "channel": "sms",
        },
        {
            "author": "84912345678",
            "receiver": "shop",
            "content": " alo",
            "msg_id": "m-1",
            "platform": "sms",
        },
    ],
)
def test_other_chats_say_the_same(data: JsonValue) -> None:
    event = with_data(data)

    assert event.data == {
        "channel": "sms",
        "direction": "inbound",
        "message_id": "m-1",
        "sender": "+84912345678",
        "recipient": "shop",
        "text": "alo",
        "attachments": [],
    }
    assert event.subject == "+84912345678"


def test_a_row_of_a_table_keeps_its_data_with_phones_and_moments_one_way() -> None:
    row: JsonValue = {
        "name": "Lan",
        "phone": "0169.123.4567",
        "created_at": "1795262400",
        "total": "0912345678",
        "note": "x",
    }

    event = with_data(row)

    assert event.data == {
        "name": "Lan",
        "phone": "+84391234567",
        "created_at": "2026-11-21T12:00:00Z",
        "total": "0912345678",
        "note": "x",
    }
    assert event.subject == "+84391234567"
    assert event.type == "webhook"


@pytest.mark.parametrize("written", ["Lan@Example.com", " lan@example.COM "])
def test_an_address_is_one_subject_however_written(written: str) -> None:
    assert with_data({"customer": {"email": written}}).subject == "lan@example.com"
    assert with_data({}, subject=written.strip()).subject == "lan@example.com"


def test_what_the_sender_said_stands() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    event = normalise(PLAIN._replace(data=ZALO, occurred_at=at, subject="customer-7"))

    assert (event.occurred_at, event.subject) == (at, "customer-7")


NAMES = st.sampled_from(
    "event_name sender recipient message text msg_id timestamp phone email from to id direction "
    "channel user created_at attachments".split()
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["user_send_text", "0912345678", "a@b.c", "1795262400"])
)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_nothing_raises_and_a_second_time_changes_nothing(data: JsonValue) -> None:
    once = normalise(PLAIN._replace(data=data))

    assert repr(normalise(once)) == repr(once)


@given(VALUES, st.none() | st.text(min_size=1))
def test_what_is_read_without_the_data_is_the_same(data: JsonValue, subject: str | None) -> None:
    told = PLAIN._replace(data=data, subject=subject)
    whole, outline, form = normalise(told), outlined(told), in_form(told)

    assert outline == (whole.type, whole.occurred_at, whole.subject)
    assert repr(tuple(form)) == repr((whole.type, whole.occurred_at, whole.data))
