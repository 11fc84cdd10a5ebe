"""What a value of a field says, as it would be written."""

from domain.events.json_value import JsonValue

AROUND = " +.-/()"
"""What stands at the ends of a piece of a number."""

AROUND = " +.-/()"
"""What stands at the ends of a piece of a number."""

AROUND = " +.-/()"
"""What stands at the ends of a piece of a number."""

AROUND = " +.-/()"
"""What stands at the ends of a piece of a number."""


def written(value: JsonValue) -> str:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
