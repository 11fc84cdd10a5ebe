"""What is found among neighbours, and where."""

from collections.abc import Sequence

from domain.events.json_value import JsonValue

Item = tuple[str, JsonValue]
Places = tuple[str, Sequence[int]]
"""A kind, and where in an object its parts stand, the first one first."""
