"""Whether a schema takes all that another took, as far as that can be told.

Schemas are compared keyword by keyword. What tightens a keyword breaks; where another keyword of
the old schema may have said the same, or none of this can tell, that is said, and no more claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from domain.events.json_value import JsonValue
from domain.events.pointed import Point
from domain.events.schemas.kinds import Schema
from domain.events.schemas.walking import ANNOTATIONS, expanded, step, target

BRANCHES = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")
ALIKE = (
    {"type", "enum", "const"},
    {"minimum", "exclusiveMinimum"},
    {"maximum", "exclusiveMaximum"},
)
Rule = Callable[["Comparing", Schema, Schema, str], None]
RULES: list[Rule] = []


@dataclass(slots=True)
class Comparing:
    """`at` is a pointer into the new schema, wherever it stands below."""

    old: JsonValue
    new: JsonValue
    breaking: list[Point] = field(default_factory=list)
    undecided: list[Point] = field(default_factory=list)

    def schemas(self, old: JsonValue, new: JsonValue, at: str) -> None:
        """Note all that the new one refuses and the old one took."""
        old, _ = _followed(old, self.old, "")
        new, at = _followed(new, self.new, at)
        if old is False or new is True or new == {}:
            return
        if new is False:
            self.breaking.append(Point(at, "nothing is taken here any more"))
        elif isinstance(new, dict):
            for rule in RULES:
                rule(self, old if isinstance(old, dict) else {}, new, at)

    def tighter(self, old: Schema, at: str, keyword: str, detail: str) -> None:
        """Note that a keyword takes less; a branch of the old schema may have said so already."""
        alike = next((some for some in ALIKE if keyword in some), {keyword})
        unsure = alike & _mentioned([old[one] for one in BRANCHES if one in old])
        (self.undecided if unsure else self.breaking).append(Point(at + step(keyword), detail))

    def unclear(self, at: str, keyword: str, detail: str) -> None:
        self.undecided.append(Point(at + step(keyword), detail))

    def equal(self, old: JsonValue, new: JsonValue) -> bool:
        return expanded(old, self.old) == expanded(new, self.new)

    def tried(self, old: JsonValue, new: JsonValue) -> Comparing:
        """Compare two schemas apart, as if they stood alone."""
        trial = Comparing(self.old, self.new)
        trial.schemas(old, new, "")
        return trial

    @property
    def is_clean(self) -> bool:
        return not self.breaking and not self.undecided


def rule(made: Rule) -> Rule:
    RULES.append(made)
    return made


def _followed(schema: JsonValue, root: JsonValue, at: str) -> tuple[JsonValue, str]:
    """Return what a schema refers to and where that stands; what stands beside it is kept."""
    while isinstance(schema, dict) and isinstance(reference := schema.get("$ref"), str):
        beside = {name: one for name, one in schema.items() if name != "$ref"}
        found = target(root, reference)
        if beside.keys() - ANNOTATIONS:
            return {**beside, "allOf": [*_list(beside.get("allOf")), found]}, at
        schema, at = found, reference[1:]
    return schema, at


def _mentioned(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for one in value for name in _mentioned(one)}
    if not isinstance(value, dict):
        return set()
    return value.keys() | {name for one in value.values() for name in _mentioned(one)}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
