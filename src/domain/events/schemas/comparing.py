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
MOST = 10_000
"""Schemas that are held against each other: branches of branches are tried each with each."""
Rule = Callable[["Comparing", Schema, Schema, str], None]
RULES: list[Rule] = []


class TooMuch(Exception):
    """There is no end in sight."""


@dataclass(slots=True)
class Known:
    """What was found out already. Keys are ids, so what they are the ids of is kept beside."""

    compared: int = 0
    trials: dict[tuple[int, int], tuple[JsonValue, JsonValue, Comparing]] = field(
        default_factory=dict
    )
    texts: dict[tuple[int, int], tuple[JsonValue, str]] = field(default_factory=dict)
    mentions: dict[int, tuple[Schema, set[str]]] = field(default_factory=dict)

    def text(self, schema: JsonValue, root: JsonValue) -> str:
        key = (id(schema), id(root))
        if key not in self.texts:
            self.texts[key] = schema, expanded(schema, root)
        return self.texts[key][1]

    def mentioned(self, schema: Schema) -> set[str]:
        """Return the keywords that its branches hold, at any depth."""
        if id(schema) not in self.mentions:
            branches = [schema[one] for one in BRANCHES if one in schema]
            self.mentions[id(schema)] = schema, _mentioned(branches)
        return self.mentions[id(schema)][1]


@dataclass(slots=True)
class Comparing:
    """`at` is a pointer into the new schema, wherever it stands below."""

    old: JsonValue
    new: JsonValue
    breaking: list[Point] = field(default_factory=list)
    undecided: list[Point] = field(default_factory=list)
    known: Known = field(default_factory=Known)

    def schemas(self, old: JsonValue, new: JsonValue, at: str) -> None:
        """Note all that the new one refuses and the old one took; raises TooMuch."""
        self.known.compared += 1
        if self.known.compared > MOST:
            raise TooMuch
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
        unsure = alike & self.known.mentioned(old)
        (self.undecided if unsure else self.breaking).append(Point(at + step(keyword), detail))

    def unclear(self, at: str, keyword: str, detail: str) -> None:
        self.undecided.append(Point(at + step(keyword), detail))

    def equal(self, old: JsonValue, new: JsonValue) -> bool:
        return self.known.text(old, self.old) == self.known.text(new, self.new)

    def tried(self, old: JsonValue, new: JsonValue) -> Comparing:
        """Compare two schemas apart, as if they stood alone."""
        key = (id(old), id(new))
        if key not in self.known.trials:
            trial = Comparing(self.old, self.new, known=self.known)
            trial.schemas(old, new, "")
            self.known.trials[key] = old, new, trial
        return self.known.trials[key][2]

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
