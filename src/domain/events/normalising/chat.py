"""Chat messages: Zalo's official accounts' webhooks, and what other chats have in common."""

from collections.abc import Mapping
from datetime import datetime

from domain.events.json_value import JsonValue
from domain.events.normalising.moments import moment
from domain.events.normalising.texts import clean

TYPE = "chat.message"
FORM = ("channel", "direction", "message_id", "sender", "recipient", "text", "attachments")
INBOUND, OUTBOUND = "inbound", "outbound"
DIRECTIONS = {
    "inbound": INBOUND, "in": INBOUND, "incoming": INBOUND, "received": INBOUND,
    "outbound": OUTBOUND, "out": OUTBOUND, "outgoing": OUTBOUND, "sent": OUTBOUND,
}  # fmt: skip
SENT_BY = {"user_send_": INBOUND, "anonymous_send_": INBOUND, "oa_send_": OUTBOUND}
TEXT, MESSAGE_ID = (
    ("text", "body", "content", "message"),
    ("message_id", "msg_id", "messageId", "mid", "id"),
)
SENDER, RECIPIENT = ("sender", "from", "author", "user"), ("recipient", "to", "receiver", "chat")
SPOKEN = {*SENDER, "message"}
"""Whoever says something is named by one of these."""
MOMENTS = ("timestamp", "sent_at", "created_at", "occurred_at", "time", "ts", "date")
NAMED = ("phone", "email", "id", "user_id", "address", "username")
Object = Mapping[str, JsonValue]


def chat_of(data: JsonValue) -> dict[str, JsonValue] | None:
    """Return the message in one form, or None for what is no chat message."""
    if not isinstance(data, dict):
        return None
    name = data.get("event_name")
    if isinstance(name, str):
        direction = next((way for start, way in SENT_BY.items() if name.startswith(start)), None)
        return _zalo(data, direction) if direction else None
    return None if data.keys().isdisjoint(SPOKEN) else _generic(data)


def sent(data: JsonValue) -> datetime | None:
    """Return when a message, or any event, says that it was sent."""
    if not isinstance(data, dict):
        return None
    return next((at for name in MOMENTS if (at := moment(data.get(name)))), None)


def _zalo(data: Object, direction: str) -> dict[str, JsonValue] | None:
    message = data.get("message")
    if not isinstance(message, dict):
        return None
    return _form(
        "zalo", direction, _who(message, ("msg_id",)), _who(data, ("sender",)),
        _who(data, ("recipient",)), message.get("text"), message.get("attachments"),
    )  # fmt: skip


def _generic(data: Object) -> dict[str, JsonValue] | None:
    text = next((data[name] for name in TEXT if isinstance(data.get(name), str)), None)
    nested = data.get("message")
    inner: Object = nested if isinstance(nested, dict) else data
    text = text if text is not None else inner.get("text")
    sender, attachments = (
        _who(data, SENDER) or _who(inner, SENDER),
        inner.get("attachments", data.get("attachments")),
    )
    if sender is None or not (isinstance(text, str) or isinstance(attachments, list)):
        return None
    channel, direction = data.get("channel", data.get("platform")), data.get("direction")
    way = DIRECTIONS.get(direction.lower(), INBOUND) if isinstance(direction, str) else INBOUND
    found = _who(inner, MESSAGE_ID) or _who(data, MESSAGE_ID)
    recipient = _who(data, RECIPIENT) or _who(inner, RECIPIENT)
    return _form(
        channel if isinstance(channel, str) else None,
        way,
        found,
        sender,
        recipient,
        text,
        attachments,
    )


def _form(
    channel: str | None, direction: str, message_id: str | None, sender: str | None,
    recipient: str | None, text: JsonValue, attachments: JsonValue,
) -> dict[str, JsonValue]:  # fmt: skip
    told = clean(text) if isinstance(text, str) else ""
    kept = attachments if isinstance(attachments, list) else []
    return dict(
        zip(FORM, (channel, direction, message_id, sender, recipient, told, kept), strict=True)
    )


def _who(data: Object, names: tuple[str, ...]) -> str | None:
    """Return the first id, address or name that stands there, as text."""
    for name in names:
        value = data.get(name)
        if isinstance(value, dict):
            value = next(
                (value[one] for one in NAMED if isinstance(value.get(one), (str, int))), None
            )
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None
