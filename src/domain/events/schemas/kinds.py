"""Which values a schema speaks of: their types, and the values where it lists them."""

import json
from typing import Any

from domain.events.json_value import JsonValue

Schema = dict[str, Any]
FRACTION = "fraction"
"""Numbers that are no integers, so that `number` is integers and these."""
ALL = frozenset({"null", "boolean", "integer", FRACTION, "string", "array", "object"})
SHOWN = {FRACTION: "number"}


def typed(schema: Schema) -> frozenset[str]:
    """Return what its `type` takes."""
    told = schema.get("type", [*ALL])
    names = [told] if isinstance(told, str) else told
    return frozenset(
        kind for name in names for kind in (("integer", FRACTION) if name == "number" else (name,))
    )


def taken(schema: Schema) -> frozenset[str]:
    """Return the types of the values that it may take."""
    values = listed(schema)
    return typed(schema) if values is None else typed(schema) & {kind(one) for one in values}


def listed(schema: Schema) -> list[JsonValue] | None:
    """Return its values where it lists them, or has but two; None where there is no end."""
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return list(schema["enum"])
    if typed(schema) <= {"null", "boolean"}:
        both: list[JsonValue] = [False, True] if "boolean" in typed(schema) else []
        return [None, *both] if "null" in typed(schema) else both
    return None


def kind(value: JsonValue) -> str:
    """Return the type of a value; 1.0 is an integer (section 4.2.3)."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if float(value).is_integer() else FRACTION
    names = {type(None): "null", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def same(value: JsonValue) -> str:
    """Return text that is equal for equal values."""
    whole = isinstance(value, float) and value.is_integer()
    return json.dumps(int(value) if whole else value, sort_keys=True)  # type: ignore[arg-type]  # a float


def of_kind(schema: Schema, *kinds: str) -> list[Any] | None:
    """Return the values of these types that it lists; None where there is no end."""
    values = listed(schema)
    return None if values is None else [one for one in values if kind(one) in kinds]
