"""What breaks from one version of a schema to the next."""

from dataclasses import dataclass

from domain.events.json_value import JsonValue
from domain.events.pointed import Point
from domain.events.schemas import branches, parts, values
from domain.events.schemas.comparing import Comparing, TooMuch

RULES_OF = (values, parts, branches)
"""Imported so that their rules are there."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pointers lead into the new schema. `undecided` is what could not be told."""

    breaking: tuple[Point, ...]
    undecided: tuple[Point, ...]


def compare(old: JsonValue, new: JsonValue) -> Comparison:
    """Say what the new schema refuses that the old one took; both are within `bounds`."""
    found = Comparing(old, new)
    try:
        found.schemas(old, new, "")
    except TooMuch:
        found.undecided.append(Point("", "there is too much to compare: not all was looked at"))
    return Comparison(_once(found.breaking), _once(found.undecided))


def _once(points: list[Point]) -> tuple[Point, ...]:
    return tuple(dict.fromkeys(points))
