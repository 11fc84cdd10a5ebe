"""What a schema may cost: whoever publishes one must not be able to stop the server with it.

Every place of an event is looked at once for each schema that applies to it, so the work is bounded
by the event's size times MOST_SCHEMAS. A schema that refers to itself has no such bound.
"""

import json
from dataclasses import dataclass, field

from domain.events.json_value import JsonValue
from domain.events.pointed import Point
from domain.events.schemas.errors import SchemaInvalid
from domain.events.schemas.walking import inexact, target, within

LARGEST = 65_536
"""Bytes of the schema, written without blanks."""
MOST_SCHEMAS = 2_000
"""Schemas within it, each counted as often as it is referred to."""
DEEPEST = 32
LONGEST_PATTERN = 1_000
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ELSEWHERE = ("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$vocabulary")


def check_bounds(schema: JsonValue) -> None:
    """Raises SchemaInvalid, with a pointer to each thing that is not taken."""
    if not isinstance(schema, dict | bool):
        raise SchemaInvalid([Point("", "a schema is an object or a boolean")])
    if len(json.dumps(schema, separators=(",", ":"), ensure_ascii=False).encode()) > LARGEST:
        raise SchemaInvalid([Point("", f"it may have {LARGEST} bytes")])
    looked = Looked(schema, [Point(at, "integers go to 2^53-1") for at in inexact(schema)])
    looked.at(schema, "", ())
    if looked.points:
        raise SchemaInvalid(list(dict.fromkeys(looked.points)))


@dataclass(slots=True)
class Looked:
    root: JsonValue
    points: list[Point] = field(default_factory=list)
    schemas: int = 0

    def at(self, schema: JsonValue, pointer: str, trail: tuple[str, ...]) -> None:
        """Look at a schema and at all within; `trail` is how references led here."""
        self.schemas += 1
        if self.schemas > MOST_SCHEMAS or self.points:
            return self._once("", f"with its references it may hold {MOST_SCHEMAS} schemas")
        if pointer.count("/") > 2 * DEEPEST or len(trail) > DEEPEST:
            return self._say(pointer, f"it may be nested {DEEPEST} levels deep")
        if isinstance(schema, dict):
            self._members(schema, pointer)
            self._reference(schema.get("$ref"), pointer, trail)
        for to, inner in within(schema):
            if not to.startswith("/$defs/") or not trail:
                self.at(inner, pointer + to, trail)
        return None

    def _members(self, schema: dict[str, JsonValue], pointer: str) -> None:
        for keyword in ELSEWHERE:
            if keyword in schema:
                self._say(f"{pointer}/{keyword}", "only $ref with a JSON Pointer is taken")
        if pointer and "$id" in schema:
            self._say(f"{pointer}/$id", "only the whole schema may have an $id")
        if str(schema.get("$schema", DIALECT)).rstrip("#") != DIALECT:
            self._say(f"{pointer}/$schema", f"only {DIALECT} is taken")
        for pattern in _patterns(schema):
            if len(pattern) > LONGEST_PATTERN:
                self._say(pointer, f"a pattern may have {LONGEST_PATTERN} characters")

    def _reference(self, reference: JsonValue, pointer: str, trail: tuple[str, ...]) -> None:
        if not isinstance(reference, str):
            return None
        if reference != "#" and not reference.startswith("#/"):
            return self._say(f"{pointer}/$ref", "nothing is fetched: refer to #/… in this schema")
        if reference in trail or reference == "#" or _encloses(reference[1:], pointer, trail):
            return self._say(f"{pointer}/$ref", "a schema may not refer to itself")
        try:
            found = target(self.root, reference)
        except LookupError:
            return self._say(f"{pointer}/$ref", "it leads nowhere")
        return self.at(found, reference[1:], (*trail, reference))

    def _once(self, pointer: str, detail: str) -> None:
        if not self.points:
            self._say(pointer, detail)

    def _say(self, pointer: str, detail: str) -> None:
        self.points.append(Point(pointer, detail))


def _encloses(reference: str, pointer: str, trail: tuple[str, ...]) -> bool:
    """Return whether what is referred to holds the reference itself."""
    places = (pointer, *(one[1:] for one in trail))
    return any(f"{one}/".startswith(f"{reference}/") for one in places)


def _patterns(schema: dict[str, JsonValue]) -> list[str]:
    by_name = schema.get("patternProperties")
    named = list(by_name) if isinstance(by_name, dict) else []
    pattern = schema.get("pattern")
    return [*named, pattern] if isinstance(pattern, str) else named
