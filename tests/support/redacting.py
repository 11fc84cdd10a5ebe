"""What we make of a row of a set, as its scorer takes it."""

from domain.events.json_value import JsonValue
from domain.events.privacy import redact


def ours(value: JsonValue) -> tuple[JsonValue, dict[str, int]]:
    redacted = redact(value)
    return redacted.value, dict(redacted.counts)
