"""One labelled text or event."""

from dataclasses import dataclass

from domain.events.json_value import JsonValue


@dataclass(frozen=True, slots=True)
class Row:
    """`kind` is None where there is nothing to find; `secrets` may not be left, as written."""

    value: JsonValue
    kind: str | None
    shape: str
    secrets: tuple[str, ...] = ()
